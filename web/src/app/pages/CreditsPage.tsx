import { Credits } from '../../features/credits/Credits';
import { Purchases } from '../../features/billing/Purchases';

/** What is left, what was bought, and where it went. */
export default function CreditsPage() {
  return <Credits purchases={<Purchases />} />;
}
