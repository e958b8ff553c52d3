define-command -hidden -override frontis-enable %{
    set-option -add buffer lsp_servers %{
        [frontis]
        command = "frontis"
        args = ["server"]
        root_globs = ["frontis.toml", ".git", ".hg"]
    }
}
# Beside the other servers for Markdown, and once: this runs more than once for a file.
hook -group frontis global BufSetOption filetype=markdown %{
    evaluate-commands %sh{
        case $kak_opt_lsp_servers in *'[frontis]'*) ;; *) echo frontis-enable ;; esac
    }
}
