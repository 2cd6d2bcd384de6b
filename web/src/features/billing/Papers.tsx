import { Anchor, Group } from '@mantine/core';
import { useStrings } from '../../shared/language/language';
import type { Purchase } from './billingApi';
import { strings } from './strings';

/** Receipt and invoice, where there are any. */
export function Papers({ purchase }: { purchase: Purchase }) {
  const t = useStrings(strings);
  const papers = [
    [t.receipt, purchase.receiptUrl],
    [t.invoice, purchase.invoicePdf ?? purchase.invoiceUrl],
  ] as const;
  if (papers.every(([, url]) => !url)) return null;
  return (
    <Group gap="md">
      {papers.map(([label, url]) =>
        url ? (
          <Anchor
            key={label}
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            size="sm"
            underline="always"
            py={3}
            aria-label={`${label} ${t.opensAside}`}
          >
            {label}
          </Anchor>
        ) : null,
      )}
    </Group>
  );
}
