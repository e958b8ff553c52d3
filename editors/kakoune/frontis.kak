define-command -hidden -override frontis-enable %{
    set-option -add buffer lsp_servers %{
        [frontis]
        command = "frontis"
        args = ["server"]
        root_globs = ["frontis.toml", ".git", ".hg"]
    }
}
# Beside the other servers for Markdown, and once: this runs more than once for a file. kakoune-lsp asks for marksman by
# itself, and shows nothing at all as long as a server in its list does not answer, such as one that is not installed.
hook -group frontis global BufSetOption filetype=markdown %{
    evaluate-commands %sh{
        case $kak_opt_lsp_servers in
            *'[frontis]'*) exit ;;
            *'[marksman]'*) command -v marksman >/dev/null || echo "set-option buffer lsp_servers ''" ;;
        esac
        echo frontis-enable
    }
}
