hook -group frontis global BufSetOption filetype=markdown %{
    set-option -add buffer lsp_servers %{
        [frontis]
        command = "frontis"
        args = ["server"]
        root_globs = ["frontis.toml", ".git", ".hg"]
    }
}
