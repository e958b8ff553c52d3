//! The posts that are mutated, and the site around them.

/// A post that builds.
#[derive(Clone, Copy)]
pub struct Seed {
    /// What it is.
    pub name: &'static str,
    /// The post.
    pub text: &'static str,
}

/// The files of the site beside the post.
pub const SITE: &[(&str, &str)] = &[
    (
        "hugo.toml",
        "baseURL = 'https://example.org/'\ntitle = 'Site'\ndisableKinds = ['rss', 'sitemap', '404']\n",
    ),
    (
        "layouts/all.html",
        "{{ .Title }} {{ .Date }} {{ range .Site.Menus.main }}{{ .Name }}{{ end }}{{ .Content }}\n",
    ),
    ("layouts/_shortcodes/note.html", "<aside>{{ .Inner }}</aside>\n"),
    ("layouts/_shortcodes/pic.html", "<img src=\"{{ .Get 0 }}\">\n"),
    ("content/about.md", "---\ntitle: About\ndate: 2020-01-01\n---\n\n## Who\n\nMe.\n"),
];

/// The posts.
pub const SEEDS: &[Seed] = &[
    Seed {
        name: "yaml-plain",
        text: "---\ntitle: A day in the hills\ndate: 2021-11-29\ndraft: false\ntags: [walking, rain]\ncategories:\n  - outdoors\n  - notes\nweight: 10\nslug: day-in-the-hills\n---\n\nWe set out early.\n\n<!--more-->\n\n## The way up\n\nIt rained, and *nobody* minded: see {{< ref \"about.md\" >}}.\n",
    },
    Seed {
        name: "yaml-quoted",
        text: "---\ntitle: \"Tea: a guide\"\ndescription: 'It''s about tea'\ndate: \"2021-11-29T10:00:00+09:00\"\nlastmod: 2022-01-02T03:04:05Z\nauthor: Ann # the writer\nkeywords: \"green, black\"\naliases:\n- /old/tea/\n- /older/tea.html\nsummary: >-\n  Two lines\n  folded into one.\n---\n\n{{< pic \"pot.png\" >}}\n\nText with `{{ code }}` and a [link](/about/).\n\n{{< note >}}\nLeave it for *three* minutes.\n{{< /note >}}\n",
    },
    Seed {
        name: "yaml-nested",
        text: "---\ntitle: Gardens\ndate: 2020-05-06 07:08:09\nparams:\n  cover:\n    image: garden.jpg\n    alt: A garden\n  sizes: {small: 320, large: 1280}\nresources:\n- src: '*.jpg'\n  title: Photo\n  params:\n    credit: Me\nbuild:\n  list: always\n  render: always\nmenus:\n  main:\n    weight: 3\n    name: Gardens\ntext: |\n  First line\n    indented: line\n\n  last line\n---\n\n{{% note %}}\n### Inside\n{{% /note %}}\n\n{{< figure src=\"garden.jpg\" title=\"A garden\" >}}\n",
    },
    Seed {
        name: "yaml-anchors",
        text: "---\ntitle: &name Bread\nlinktitle: *name\ndate: 2019-03-04T05:06:07+01:00\ntags:\n    - baking\n    - \"sour dough\"\n    - 2019\nrecipe:\n    flour: 500\n    water: 350.5\n    steps: [mix, rest,\n            bake]\nbase: &base\n    oven: hot\nother:\n    <<: *base\n    time: 40\n? complex\n: value\n---\n\n1. Mix\n2. Rest\n\n```go {linenos=true}\nfmt.Println(\"bread\")\n```\n\n{{< youtube w7Ft2ymGmfc >}}\n",
    },
    Seed {
        name: "yaml-shortcodes",
        text: "---\ntitle: Shortcodes\ndate: 2022-02-02\n---\n\n{{< note >}}\nOne {{< pic \"a.png\" >}} two\n{{< note >}}inner{{< /note >}}\n{{< /note >}}\n\nSay `{{</* note */>}}` to get a note.\n\n{{% note %}}**bold**{{% /note %}}\n\n{{< pic\n  \"wide.png\"\n>}}\n\n{{< details summary=\"More\" >}}\nhidden\n{{< /details >}}\n\n{{< highlight go \"linenos=table\" >}}\nfunc main() {}\n{{< /highlight >}}\n\n{{< relref path=\"about.md\" >}}\n",
    },
    Seed {
        name: "yaml-parameters",
        text: "---\ntitle: Parameters\ndate: 2022-02-02\nmood: good\n---\n{{< figure src=\"a.png\" alt=`raw \"text\"` width=\"300\" class=\"a b\" >}}\n{{< pic \"say \\\"hi\\\"\" >}}\n{{< pic `raw` />}}\n{{< note />}}\n{{< param \"mood\" >}}\n{{< youtube id=\"w7Ft2ymGmfc\" title=\"A film\" >}}\n{{< ref \"about#who\" >}}\n| a | b |\n|---|---|\n| {{< pic 1 >}} | 2 |\n",
    },
    Seed {
        name: "toml-plain",
        text: "+++\ntitle = \"A day in the hills\"\ndate = 2021-11-29T10:00:00+09:00\ndraft = false\ntags = [\"walking\", \"rain\"]\ncategories = ['notes']\nweight = 10\nslug = \"hills\"\n+++\n\nWe set out early.\n\n{{< pic \"hill.png\" >}}\n",
    },
    Seed {
        name: "toml-tables",
        text: "+++\ntitle = 'Gardens'\ndate = 2020-05-06\npublishDate = 2020-05-06T07:08:09Z\naliases = [\n  \"/old/\",\n  \"/older/\", # long ago\n]\nratio = 1.5\nbig = 1_000\ntext = \"\"\"\nTwo\nlines \\\"quoted\\\"\"\"\"\n\n[params]\nauthor = \"Ann\"\ncover.image = \"garden.jpg\"\nsizes = { small = 320, large = 1280 }\n\n[menus.main]\nweight = 3\n\n[[resources]]\nsrc = \"*.jpg\"\ntitle = 'Photo'\n\n[[resources]]\nsrc = \"b.jpg\"\n+++\n\n{{% note %}}\nText\n{{% /note %}}\n",
    },
    Seed {
        name: "toml-dates",
        text: "+++\ntitle = \"\"\"Tea\"\"\"\ndate = 2021-11-29 10:00:00\nlastmod = \"2022-01-02\"\nexpiryDate = 2999-01-01\ntime = 07:32:00\nliteral = 'C:\\temp'\nescaped = \"tab\\t \\u00e9\"\n\"quoted key\" = true\nhex = 0xFF\nlist = [[1, 2], [\"a\"]]\n[build]\nlist = \"always\"\n[sitemap]\npriority = 0.5\n+++\nText\n\n{{< note >}}a{{< /note >}}\n",
    },
    Seed {
        name: "json-plain",
        text: "{\n  \"title\": \"A day in the hills\",\n  \"date\": \"2021-11-29T10:00:00+09:00\",\n  \"draft\": false,\n  \"tags\": [\"walking\", \"rain\"],\n  \"weight\": 10,\n  \"params\": {\n    \"cover\": {\"image\": \"a.jpg\", \"alt\": null},\n    \"ratio\": 1.5e2\n  },\n  \"description\": \"He said \\\"hi\\\" \\u00e9\"\n}\n\nWe set out early.\n\n{{< note >}}\nWater\n{{< /note >}}\n",
    },
    Seed {
        name: "no-front-matter",
        text: "# Only text\n\nA paragraph with {{< pic \"a.png\" >}}.\n\n{{< note >}}\nText\n{{< /note >}}\n\n---\n\nMore {{% note %}}text{{% /note %}}\n",
    },
];
