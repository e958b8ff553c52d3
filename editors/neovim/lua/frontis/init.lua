-- Starts frontis by each Neovim's own way: vim.lsp.config (0.11), vim.lsp.start (0.8 to 0.10), start_client (0.7).
local root = require('frontis.root')

local M = {}

M.options = {
  -- The program and its arguments.
  cmd = { 'frontis', 'server' },
  filetypes = { 'markdown' },
  -- What frontis.toml can say, for all sites: { rules = { ... } }.
  settings = {},
  -- Open the menu by itself at a quote, a brace and the like. nil: yes, unless nvim-cmp or blink.cmp does it.
  autocomplete = nil,
}

local NATIVE = vim.fn.has('nvim-0.11') == 1

--- Takes the options given over the defaults, and starts frontis with every Markdown file, those already open included.
function M.setup(options)
  M.options = vim.tbl_deep_extend('force', M.options, options or {})
  if NATIVE then
    vim.lsp.config('frontis', M.config())
    vim.lsp.enable('frontis')
    return
  end
  local group = vim.api.nvim_create_augroup('frontis', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = M.options.filetypes,
    callback = function(event) M.attach(event.buf) end,
  })
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) and vim.tbl_contains(M.options.filetypes, vim.bo[bufnr].filetype) then
      M.attach(bufnr)
    end
  end
end

--- The configuration of the client, as vim.lsp.config takes it.
function M.config()
  -- An empty table would be sent as a list.
  local settings = not vim.tbl_isempty(M.options.settings) and M.options.settings or nil
  return {
    cmd = M.options.cmd,
    filetypes = M.options.filetypes,
    settings = settings and { frontis = settings },
    init_options = settings,
    on_attach = function(client, bufnr) require('frontis.menu').attach(client, bufnr, M.options.autocomplete) end,
    root_dir = function(bufnr, found)
      local file = root.file(bufnr)
      if file and M.installed() then
        found(root.folder(file))
      end
    end,
  }
end

--- Before 0.11: starts the server of the buffer's site, or takes the one that runs, and attaches it.
function M.attach(bufnr)
  local file = root.file(bufnr)
  if not file or not M.installed() then
    return
  end
  local config = M.config()
  config.name = 'frontis'
  config.root_dir = root.folder(file)
  if vim.lsp.start then
    vim.api.nvim_buf_call(bufnr, function() vim.lsp.start(config) end)
  else
    vim.lsp.buf_attach_client(bufnr, M.start_or_reuse(config))
    vim.bo[bufnr].omnifunc = 'v:lua.vim.lsp.omnifunc'
  end
end

--- What vim.lsp.start does since 0.8: one client per site.
function M.start_or_reuse(config)
  for _, client in ipairs(M.clients()) do
    if client.config.root_dir == config.root_dir then
      return client.id
    end
  end
  config.workspace_folders = { { uri = vim.uri_from_fname(config.root_dir), name = config.root_dir } }
  return vim.lsp.start_client(config)
end

--- The clients of frontis that run.
function M.clients()
  local all = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
  return vim.tbl_filter(function(client) return client.name == 'frontis' end, all)
end

--- Stops every server and starts those that the open buffers need.
function M.restart()
  if NATIVE then
    vim.lsp.enable('frontis', false)
  end
  for _, client in ipairs(M.clients()) do
    if NATIVE then
      client:stop()
    else
      client.stop()
    end
  end
  vim.wait(2000, function() return #M.clients() == 0 end, 20)
  M.setup()
end

local told = false

--- Whether the program can be run. Says so once if it cannot.
function M.installed()
  local program = M.options.cmd[1]
  if vim.fn.executable(program) == 1 then
    return true
  end
  if not told then
    told = true
    vim.notify(('The program "%s" was not found. Install it, and put it on your PATH.'):format(program), vim.log.levels.WARN)
  end
  return false
end

return M
