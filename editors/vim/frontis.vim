" frontis with vim-lsp. Installed by `frontis editor vim --write`, which replaces this file.
function! s:start() abort
  let l:able = lsp#default_get_supported_capabilities({})
  " vim-lsp shows the fences of Markdown as they are, and plain text as it should be.
  let l:able.textDocument.hover.contentFormat = ['plaintext']
  call lsp#register_server({
        \ 'name': 'frontis',
        \ 'cmd': ["frontis", "server"],
        \ 'allowlist': ['markdown'],
        \ 'capabilities': l:able,
        \ 'root_uri': {server -> lsp#utils#path_to_uri(expand('%:p:h'))},
        \ 'initialization_options': {'positionEncoding': 'utf-32'},
        \ })
endfunction

" vim-lsp counts columns in characters and cannot say so: the last option above does.
augroup frontis
  autocmd!
  autocmd User lsp_setup call s:start()
  autocmd FileType markdown setlocal omnifunc=lsp#complete
augroup END
