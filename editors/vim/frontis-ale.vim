" frontis with ALE. Installed by `frontis editor vim-ale --write`, which replaces this file.
" ALE counts columns in bytes and cannot say so: the option does.
call ale#linter#Define('markdown', {
      \ 'name': 'frontis',
      \ 'lsp': 'stdio',
      \ 'executable': "frontis",
      \ 'command': '%e server',
      \ 'language': 'markdown',
      \ 'initialization_options': {'positionEncoding': 'utf-8'},
      \ 'project_root': {buffer -> fnamemodify(bufname(buffer), ':p:h')},
      \ })
