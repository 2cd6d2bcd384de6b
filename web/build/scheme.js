// Runs before the first paint, so that nobody who chose other colours sees the usual ones first.
(function () {
  var scheme = 'dark';
  try {
    scheme = localStorage.getItem('waickoff.scheme') || 'dark';
    for (var name of ['colours', 'density']) {
      var chosen = localStorage.getItem('waickoff.' + name);
      if (chosen) document.documentElement.setAttribute('data-' + name, chosen);
    }
  } catch {
    // Without storage it is the usual one.
  }
  if (scheme === 'auto') scheme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
})();
