-- Opens the completion menu by itself at the characters that the server names.
local M = {}

--- Called once per buffer. `wanted` is the option `autocomplete`.
function M.attach(client, bufnr, wanted)
  if wanted == nil then
    wanted = not (package.loaded['cmp'] or package.loaded['blink.cmp'])
  end
  if not wanted then
    return
  end
  if vim.lsp.completion then
    M.native(client, bufnr)
  else
    M.by_keys(client, bufnr)
  end
end

--- Neovim 0.11 and later do it themselves. Its default would insert the first entry unasked, so that a `completeopt`
--- that nobody has set is set for this buffer.
function M.native(client, bufnr)
  if not vim.api.nvim_get_option_info2('completeopt', {}).was_set then
    pcall(function() vim.bo[bufnr].completeopt = 'menuone,noselect,popup' end)
  end
  vim.lsp.completion.enable(true, client.id, bufnr, { autotrigger = true })
end

--- Before 0.11: what CTRL-X CTRL-O would do. Only where nothing is inserted unasked: `completeopt` has noselect or noinsert.
function M.by_keys(client, bufnr)
  M.choose_nothing_unasked(bufnr)
  local provider = client.server_capabilities.completionProvider
  local triggers = provider and provider.triggerCharacters or {}
  local keys = vim.api.nvim_replace_termcodes('<C-x><C-o>', true, false, true)
  vim.api.nvim_create_autocmd('TextChangedI', {
    buffer = bufnr,
    callback = function()
      local column = vim.api.nvim_win_get_cursor(0)[2]
      local typed = vim.api.nvim_get_current_line():sub(1, column)
      local quiet = vim.o.completeopt:match('noselect') or vim.o.completeopt:match('noinsert')
      for _, trigger in ipairs(quiet and triggers or {}) do
        if vim.endswith(typed, trigger) then
          vim.api.nvim_feedkeys(keys, 'n', false)
          return
        end
      end
    end,
  })
end

-- Whether nobody had set `completeopt`, asked before this sets it.
local untouched

--- Before 0.11 the option is one for all buffers: where nobody has set it, it is ours while a post is typed in, and as it
--- was afterwards.
function M.choose_nothing_unasked(bufnr)
  if untouched == nil then
    untouched = not vim.api.nvim_get_option_info('completeopt').was_set
  end
  if not untouched then
    return
  end
  local ours, before = 'menuone,noselect', nil
  local function enter()
    if not before then
      before, vim.o.completeopt = vim.o.completeopt, ours
    end
  end
  local function leave()
    if before and vim.o.completeopt == ours then
      vim.o.completeopt = before
    end
    before = nil
  end
  vim.api.nvim_create_autocmd('InsertEnter', { buffer = bufnr, callback = enter })
  vim.api.nvim_create_autocmd({ 'InsertLeave', 'BufLeave' }, { buffer = bufnr, callback = leave })
  if vim.api.nvim_get_current_buf() == bufnr and vim.fn.mode() == 'i' then
    enter()
  end
end

return M
