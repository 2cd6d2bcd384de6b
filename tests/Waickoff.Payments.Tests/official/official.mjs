// Does with Stripe's official package what stdin says, as JSON, and writes what came of it, as JSON.
// {"base": "http://127.0.0.1:1", "key": "sk_test_x", "steps": [STEP ..]}, STEP one of
//   {"call": "refunds.create", "args": [..]}                       a call of the API
//   {"sign": BASE64, "secret": "..", "timestamp": SECONDS}         a header for a body
//   {"verify": BASE64, "header": "..", "secret": "..", "now": MS}  whether it takes that header
import Stripe from 'stripe';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { base, key, steps } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
const address = new URL(base);
const stripe = new Stripe(key, {
  protocol: address.protocol.slice(0, -1),
  host: address.hostname,
  port: address.port,
  telemetry: false,
  maxNetworkRetries: 2,
});

// Values of the form "$2.payment_intent" are taken from what step 2 gave.
const results = [];
function fill(value) {
  if (typeof value === 'string' && /^\$\d+\./.test(value))
    return value.slice(1).split('.').reduce((found, name, i) => (i === 0 ? results[+name].value : found[name]), null);
  if (Array.isArray(value)) return value.map(fill);
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner)]));
  return value;
}

async function run(step) {
  if (step.sign !== undefined)
    return stripe.webhooks.generateTestHeaderString({
      payload: Buffer.from(step.sign, 'base64').toString('utf8'),
      secret: step.secret,
      timestamp: step.timestamp,
    });
  if (step.verify !== undefined) {
    const body = Buffer.from(step.verify, 'base64');
    return stripe.webhooks.constructEvent(body, step.header, step.secret, 300, undefined, step.now).id;
  }
  const path = step.call.split('.');
  const owner = path.slice(0, -1).reduce((found, name) => found[name], stripe);
  return owner[path.at(-1)](...fill(step.args));
}

for (const step of steps) {
  try {
    results.push({ value: await run(step) });
  } catch (error) {
    results.push({ error: error.type ?? error.name, code: error.code ?? null, message: error.message });
  }
}
console.log(JSON.stringify({ version: Stripe.API_VERSION ?? stripe.getApiField('version'), results }));
