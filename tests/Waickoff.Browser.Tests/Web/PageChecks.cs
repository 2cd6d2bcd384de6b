namespace Waickoff.Browser.Tests.Web;

/// <summary>What is measured of a page in the browser: <c>waickoffChecks()</c> answers with what is wrong, in words.</summary>
internal static class PageChecks
{
    private const string Own = """
        globalThis.waickoffChecks = async () => {
          const wrong = [];
          const name = (e) => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''}.${String(e.className?.baseVal ?? e.className).split(' ').slice(0, 2).join('.')} "${(e.getAttribute('aria-label') || e.textContent || '').trim().slice(0, 40)}"`;
          const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest('[inert]');

          const axes = async (options) => {
            const { violations } = await axe.run(document, { resultTypes: ['violations'], ...options });
            for (const v of violations) for (const n of v.nodes) wrong.push(`axe ${v.id}: ${n.target.join(' ')} ${n.html.slice(0, 120)} ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ''}`);
          };
          // Targets are measured below, more strictly, and wherever the bar at the bottom of a phone may lie.
          await axes({ rules: { 'target-size': { enabled: false } } });

          const root = document.documentElement;
          if (root.scrollWidth > root.clientWidth) {
            const wide = [...document.querySelectorAll('body *')].filter((e) => seen(e) && e.getBoundingClientRect().right > root.clientWidth + 1);
            wrong.push(`wider than the window by ${root.scrollWidth - root.clientWidth} px: ${wide.slice(-3).map(name).join(', ')}`);
          }

          for (const e of document.querySelectorAll('body *')) {
            if (e.scrollWidth <= e.clientWidth + 1 || e.clientWidth < 8 || !seen(e)) continue;
            const style = getComputedStyle(e);
            const cuts = ['hidden', 'clip'].includes(style.overflowX) && style.textOverflow !== 'ellipsis';
            if (cuts && [...e.childNodes].some((c) => c.nodeType === Node.TEXT_NODE && c.textContent.trim())) wrong.push(`cuts its text: ${name(e)}`);
          }

          const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=option], [role=menuitem], [role=slider], [role=switch]';
          for (const e of document.querySelectorAll(targets)) {
            if (!seen(e) || e.disabled || e.matches('.mantine-visually-hidden, [class*=visuallyHidden]')) continue;
            // Where a label is pressed for what it names, it is the target; a link within a sentence is as high as its line.
            const box = (e.matches('input[type=checkbox], input[type=radio]') ? (e.closest('label') ?? e.labels?.[0] ?? e) : e).getBoundingClientRect();
            const style = getComputedStyle(e);
            const inSentence = e.matches('a') && style.display === 'inline' && [...e.parentElement.childNodes].some((c) => c !== e && c.nodeType === Node.TEXT_NODE && c.textContent.trim());
            if (box.width <= 1 || box.height <= 1 || inSentence) continue;
            if (box.width < 23.5 || box.height < 23.5) wrong.push(`target of ${Math.round(box.width)} x ${Math.round(box.height)} px: ${name(e)}`);
          }

          for (const a of document.getAnimations()) {
            const timing = a.effect?.getComputedTiming();
            if (a.playState === 'running' && timing && timing.duration > 1) wrong.push(`moves where motion is unwanted: ${a.effect.target ? name(a.effect.target) : a}`);
          }

          const title = document.title.trim();
          if (!title) wrong.push('has no title');
          return wrong;
        };
        """;

    public static string Script { get; } =
        File.ReadAllText(Repository.PathOf("web", "node_modules", "axe-core", "axe.min.js")) + "\n" + Own;
}
