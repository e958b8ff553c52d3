;; Emacs knows Markdown by the package markdown-mode, language servers by eglot.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((markdown-mode gfm-mode) . ("frontis" "server"))))
(add-hook 'markdown-mode-hook #'eglot-ensure)
