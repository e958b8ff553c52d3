-- Which buffers are posts, and which folder is their site.
local M = {}

-- What stands at the top of a site. The first list wins over the second, however far up it is found.
local SITE = {
  'frontis.toml',
  'hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json', 'config/_default',
  'config.toml', 'config.yaml', 'config.yml', 'config.json',
  '_config.yml', '_config.yaml', '_config.toml',
  'eleventy.config.js', 'eleventy.config.mjs', 'eleventy.config.cjs', '.eleventy.js',
  'astro.config.mjs', 'astro.config.js', 'astro.config.ts',
}
local REPOSITORY = { '.git', '.hg', '.jj' }

--- The file that the buffer shows, or nil: for buffers that no file stands behind, such as the hover windows,
--- which are Markdown too, and for those of other protocols, such as fugitive://.
function M.file(bufnr)
  local name = vim.api.nvim_buf_get_name(bufnr)
  if vim.bo[bufnr].buftype ~= '' or name == '' or name:match('^%a[%w+.-]+://') then
    return nil
  end
  return vim.fn.fnamemodify(name, ':p')
end

local function nearest(folder, names)
  while true do
    for _, name in ipairs(names) do
      if (vim.uv or vim.loop).fs_stat(folder .. '/' .. name) then
        return folder
      end
    end
    local parent = vim.fn.fnamemodify(folder, ':h')
    if parent == folder then
      return nil
    end
    folder = parent
  end
end

--- The folder of the site, else of the repository, else of the file itself.
function M.folder(file)
  local here = vim.fn.fnamemodify(file, ':h')
  return nearest(here, SITE) or nearest(here, REPOSITORY) or here
end

return M
