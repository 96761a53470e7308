using Microsoft.Playwright;

namespace Mhg.Html.Tests;

/// <summary>Opens every attack in Chromium, without any content security policy, and plays a curious reader.</summary>
public sealed class BrowserTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    /// <summary>Documents beside each other on one page: enough to be quick, few enough for a small machine.</summary>
    private const int Batch = 50;

    /// <summary>What every document gets before its own content: the calls that an attack makes are heard at the top.</summary>
    private const string Listen = """
        (() => {
          const name = () => { for (let w = window; ; w = w.parent) { if (/^attack/.test(w.name)) return w.name; if (w === w.parent) return 'top'; } };
          const hear = () => { try { window.top.heard.add(name()); } catch { console.log('heard'); } };
          if (window === window.top) window.heard = new Set();
          for (const call of ['alert', 'confirm', 'prompt', 'pwn', 'print'])
            Object.defineProperty(window, call, { value: hear, writable: false, configurable: false });
        })()
        """;

    /// <summary>Shows each fragment in a frame of its own, then touches every element in every way that has an event.</summary>
    private const string Play = """
        async ([fragments, assigned]) => {
          const patience = ms => new Promise(done => setTimeout(done, ms));
          const frames = fragments.map((fragment, i) => {
            const frame = document.createElement('iframe');
            frame.name = 'attack' + i;
            frame.srcdoc = '<!doctype html><title>t</title><body>' + (assigned ? '' : fragment);
            document.body.append(frame);
            return frame;
          });
          await Promise.all(frames.map(frame => Promise.race([new Promise(done => frame.onload = done), patience(2000)])));
          frames.forEach((frame, i) => { try { if (assigned) frame.contentDocument.body.innerHTML = fragments[i]; } catch { console.log(`out of reach: ${i}`); } });
          await patience(150);
          const events = ['mouseover', 'mouseenter', 'mousemove', 'mousedown', 'mouseup', 'pointerenter', 'pointerrawupdate', 'focus', 'focusin', 'blur',
            'input', 'change', 'keydown', 'copy', 'wheel', 'scroll', 'toggle', 'beforetoggle', 'animationstart', 'transitionend', 'hashchange',
            'pageshow', 'load', 'error', 'begin', 'start', 'finish', 'close', 'slotchange', 'contentvisibilityautostatechange'];
          for (const frame of frames) {
            let all = [];
            try {
              const page = frame.contentDocument;
              page.addEventListener('click', e => { const a = e.target.closest?.('a,area'); if (/^https?:|^mailto:|^tel:/.test(a?.href ?? '')) e.preventDefault(); });
              all = [...page.querySelectorAll('*')];
            } catch { console.log(`out of reach: ${frame.name}`); }
            for (const element of all) {
              for (const name of events) element.dispatchEvent(new Event(name, { bubbles: true }));
              try { element.focus?.(); } catch { }
              try { element.click ? element.click() : element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); } catch { }
            }
          }
          await patience(250);
          frames.forEach(frame => frame.remove());
          const heard = [...window.heard].map(name => name === 'top' ? -1 : +name.slice('attack'.length));
          window.heard.clear();
          return heard;
        }
        """;

    private readonly List<string> _signs = [];
    private IPage _page = null!;

    public async Task InitializeAsync()
    {
        _page = await chromium.Browser.NewPageAsync();
        // No request leaves the machine; the page is one that the test makes up.
        await _page.RouteAsync("**/*", route => route.Request.Url == "http://mhg.example/"
            ? route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><body>" })
            : route.AbortAsync());
        await _page.AddInitScriptAsync(Listen);
        _page.Dialog += (_, dialog) =>
        {
            _signs.Add($"dialog {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        _page.PageError += (_, error) => _signs.Add($"error {error}");
        _page.Console += (_, message) =>
        {
            if (message.Text == "heard")
                _signs.Add("a script in another origin");
            // A frame that went elsewhere was not tried, and what is left of an attack has no business to lead it there.
            else if (message.Text.StartsWith("out of reach", StringComparison.Ordinal))
                _signs.Add(message.Text);
        };
        _page.Popup += (_, popup) => _signs.Add($"popup {popup.Url}");
        await _page.GotoAsync("http://mhg.example/");
    }

    public Task DisposeAsync() => _page.CloseAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_script_runs_in_what_is_left_of_an_attack(bool assigned)
    {
        var sanitizers = new[] { new HtmlSanitizer(), new HtmlSanitizer(new() { AllowedTags = new HashSet<string> { "a", "p", "img" } }) };
        // Most attacks leave nothing, or the same; each different rest is opened once.
        var rests = sanitizers
            .SelectMany(sanitizer => Attacks.All.Select(vector => (Vector: vector, Remains: sanitizer.Sanitize(vector))))
            .Where(left => left.Remains.Length > 0)
            .DistinctBy(left => left.Remains)
            .ToArray();

        var heard = await Heard([.. rests.Select(left => left.Remains)], assigned);

        heard.Select(i => rests[i].Vector).ShouldBeEmpty();
        _signs.ShouldBeEmpty();
        _page.Url.ShouldBe("http://mhg.example/");
    }

    [Theory]
    [InlineData(false, 140)]
    [InlineData(true, 100)]
    public async Task The_same_reader_is_caught_by_the_attacks_themselves(bool assigned, int atLeast)
    {
        // Not all of them: the collection holds attacks on browsers of the past too.
        var heard = await Heard([.. Attacks.All], assigned);

        heard.Count.ShouldBeGreaterThanOrEqualTo(atLeast, string.Join('\n', Attacks.All.Where((_, i) => !heard.Contains(i))));
    }

    [Fact]
    public async Task The_browser_reads_the_same_tree_that_was_written()
    {
        var sanitizer = new HtmlSanitizer();
        var written = Attacks.All.Concat(StabilityTests.Ladles(1_000)).Select(sanitizer.Sanitize)
            // Half a character has no form on the way to the browser, and innerHTML forgets the line break that starts a pre.
            .Where(html => !html.Any(char.IsSurrogate) && !html.Contains(">\n\n", StringComparison.Ordinal))
            .Distinct().ToArray();

        var read = await _page.EvaluateAsync<string[]>(
            "all => all.map(html => new DOMParser().parseFromString('<!doctype html><body>' + html, 'text/html').body.innerHTML)", written);

        // The browser spells an attribute or a space otherwise; sanitizing takes that back and nothing else.
        written.Length.ShouldBeGreaterThan(400);
        written.Zip(read.Select(sanitizer.Sanitize)).Where(pair => pair.First != pair.Second).ShouldBeEmpty();
    }

    private async Task<HashSet<int>> Heard(string[] fragments, bool assigned)
    {
        var heard = new HashSet<int>();
        for (var start = 0; start < fragments.Length; start += Batch)
        {
            var batch = fragments[start..Math.Min(start + Batch, fragments.Length)];
            foreach (var i in await _page.EvaluateAsync<int[]>(Play, new object[] { batch, assigned }))
                heard.Add(i < 0 ? start : start + i);
        }
        return heard;
    }
}

public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright _playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
