-- What Neovim 0.11 and later reads for vim.lsp.enable('frontis').
return require('frontis').config()
