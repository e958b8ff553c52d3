" frontis with vim-lsp. Installed by `frontis editor vim --write`, which replaces this file.
" vim-lsp counts columns in characters and cannot say so: the option does.
augroup frontis
  autocmd!
  autocmd User lsp_setup call lsp#register_server({
        \ 'name': 'frontis',
        \ 'cmd': ["frontis", "server"],
        \ 'allowlist': ['markdown'],
        \ 'initialization_options': {'positionEncoding': 'utf-32'},
        \ 'root_uri': {server -> lsp#utils#path_to_uri(expand('%:p:h'))},
        \ })
  autocmd FileType markdown setlocal omnifunc=lsp#complete
augroup END
