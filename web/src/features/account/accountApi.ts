import { api, dataOf } from '../../shared/api/client';
import { ApiProblem } from '../../shared/api/problem';

/** What a problem says of a field; nothing where it speaks of another or of the whole. */
export const fieldProblem = (error: unknown, field: string): string | undefined =>
  error instanceof ApiProblem && error.field === field ? error.detail || error.title : undefined;

/** Whether a problem was said beside one of these fields. */
export const isOfField = (error: unknown, ...fields: string[]): boolean =>
  error instanceof ApiProblem && error.field !== null && fields.includes(error.field);

/** As the server asks, before it is asked. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text) && text.length <= 254;
export const shortestPassword = 10;

/** Where to go once signed in: a page of ours and nothing else. */
export function placeAfter(params: URLSearchParams): string {
  const next = params.get('next') ?? '';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}

export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

/** Asks the device for a passkey; null when the person did not want to. A browser takes one such question at a time. */
export async function askForPasskey(
  mediation?: 'conditional',
  signal?: AbortSignal,
): Promise<PublicKeyCredential | null> {
  const aborted = signal ? { signal } : {};
  const options = (await dataOf(
    api.POST('/api/sign-in/passkey/options', { parseAs: 'json', ...aborted }),
  )) as unknown as PublicKeyCredentialRequestOptionsJSON;
  const credential = await ask(() =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
      ...(mediation ? { mediation } : {}),
      ...aborted,
    }),
  );
  return credential as PublicKeyCredential | null;
}

export async function signInWith(passkey: PublicKeyCredential): Promise<void> {
  await api.POST('/api/sign-in/passkey', { body: { credential: passkey.toJSON() } });
}

/** Lets the device make a passkey and adds it; false when the person did not want to. */
export async function addPasskey(name: string): Promise<boolean> {
  const options = (await dataOf(
    api.POST('/api/account/passkeys/options', { parseAs: 'json' }),
  )) as unknown as PublicKeyCredentialCreationOptionsJSON;
  const credential = await ask(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    }),
  );
  if (!credential) return false;
  await api.POST('/api/account/passkeys', {
    body: { credential: (credential as PublicKeyCredential).toJSON(), name: name || null },
  });
  return true;
}

/** A person who turns away, a time that runs out and a device without a fitting key all look the same, and are no failure. */
async function ask(open: () => Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await open();
  } catch (e) {
    if (e instanceof DOMException && ['NotAllowedError', 'AbortError', 'InvalidStateError'].includes(e.name))
      return null;
    throw e;
  }
}
