;; Up to version 8 lsp-mode counts columns in characters and cannot say so: the option does.
(with-eval-after-load 'lsp-mode
  (add-to-list 'lsp-language-id-configuration '(gfm-mode . "markdown"))
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection '("frontis" "server"))
                    :activation-fn (lsp-activate-on "markdown")
                    :initialization-options '(:positionEncoding "utf-32")
                    :add-on? t
                    :server-id 'frontis)))
(add-hook 'markdown-mode-hook #'lsp-deferred)
