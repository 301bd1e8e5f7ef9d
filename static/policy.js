// What this page may do, before it does anything. As `'self'` it would mean nothing to WebKit in a frame
// without an origin (`sandbox="allow-scripts"`); where the page came from is known there all the same.
{
  const { origin } = location;
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; style-src ${origin}; img-src ${origin} data: blob:; connect-src ${origin}; manifest-src ${origin}; base-uri 'none'; form-action 'none'`;
  document.head.append(policy);
}
