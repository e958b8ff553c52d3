---@brief
---
--- @HOME@
---
--- A language server for blogs written as Markdown files: front matter, tags, shortcodes, links.

---@type vim.lsp.Config
return {
  cmd = { 'frontis', 'server' },
  filetypes = { 'markdown' },
  root_markers = { 'frontis.toml', 'hugo.toml', 'zola.toml', '_config.yml', '.git' },
}
