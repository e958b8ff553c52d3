-- :checkhealth frontis
local M = {}

local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local fail = health.error or health.report_error

function M.check()
  start('frontis')
  local frontis = require('frontis')
  local program = frontis.options.cmd[1]
  if vim.fn.executable(program) == 0 then
    fail(('The program "%s" was not found'):format(program), { 'See :help frontis-install' })
    return
  end
  local version = vim.fn.system({ program, '--version' }):gsub('%s+$', '')
  ok(('%s (%s)'):format(version, vim.fn.exepath(program)))
  local clients = frontis.clients()
  for _, client in ipairs(clients) do
    ok(('runs for %s'):format(client.config.root_dir))
  end
  if #clients == 0 then
    warn('does not run: open a Markdown file that is saved on disk')
  end
end

return M
