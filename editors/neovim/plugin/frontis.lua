-- Starts frontis beside Markdown files as soon as the plugin is installed, unless vim.g.frontis says false.
-- If this was installed by `frontis editor neovim --write`, that replaces these files.
if vim.g.loaded_frontis or vim.fn.has('nvim-0.7') == 0 then
  return
end
vim.g.loaded_frontis = true

vim.api.nvim_create_user_command('FrontisRestart', function()
  require('frontis').restart()
end, { desc = 'Stop frontis and start it afresh' })

vim.api.nvim_create_user_command('FrontisLog', function()
  vim.cmd('tabedit ' .. vim.fn.fnameescape(require('vim.lsp.log').get_filename()))
end, { desc = 'Open the log of all language servers' })

if vim.g.frontis ~= false then
  require('frontis').setup(vim.g.frontis)
end
