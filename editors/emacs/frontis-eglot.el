;; Emacs knows Markdown by the package markdown-mode, language servers by eglot.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((markdown-mode gfm-mode) . ("frontis" "server"))))
(add-hook 'markdown-mode-hook #'eglot-ensure)
;; All that is known of the word under the cursor, not only the first line of it.
(add-hook 'eglot-managed-mode-hook
          (lambda ()
            (when (derived-mode-p 'markdown-mode)
              (setq-local eldoc-documentation-strategy #'eldoc-documentation-compose))))
