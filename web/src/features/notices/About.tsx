import { Anchor, Container, Stack, Table, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { licences, type Licence } from 'virtual:licences';
import { useStrings } from '../../shared/language/language';
import { useTitle } from '../../shared/ui/useTitle';
import classes from './About.module.css';
import { strings } from './strings';

/** What this is and is not, terms, privacy, accessibility, sources, licences: one page, a heading each. */
export function About() {
  const t = useStrings(strings);
  useTitle(t.title);
  useHeadingOfAddress();
  return (
    <Container size="md" py="md" w="100%">
      <Stack gap="xl" className={classes.text}>
        <div>
          <Title order={1} size="h3" mb="sm">
            {t.title}
          </Title>
          <nav aria-label={t.contents}>
            <ul className={classes.contents}>
              {[...t.sections, { id: 'licences', title: t.licences }].map(({ id, title }) => (
                <li key={id}>
                  <Anchor href={`#${id}`}>{title}</Anchor>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        {t.sections.map(({ id, title, text }) => (
          <section key={id} id={id} className={classes.section}>
            <Title order={2} size="h4" mb="xs">
              {title}
            </Title>
            {text.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            {id === 'contact' ? (
              <Anchor href="/.well-known/security.txt" underline="always" py={4} display="inline-block">
                {t.securityFile}
              </Anchor>
            ) : null}
          </section>
        ))}
        <Licences />
        <Text size="sm" c="dimmed">
          {t.dated}
        </Text>
      </Stack>
    </Container>
  );
}

/** An address with a heading in it leads to the heading, also where the page came later than the address. */
function useHeadingOfAddress() {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
}

function Licences() {
  const t = useStrings(strings);
  return (
    <section id="licences" className={classes.section}>
      <Title order={2} size="h4" mb="xs">
        {t.licences}
      </Title>
      <p>{t.licencesWhat}</p>
      <p>
        {t.chart}{' '}
        <Anchor href="https://www.tradingview.com/" underline="always" rel="noreferrer">
          {t.chartLink}
        </Anchor>
      </p>
      <Packages title={t.web} packages={licences.web} />
      <Packages title={t.server} packages={licences.server} />
    </section>
  );
}

function Packages({ title, packages }: { title: string; packages: readonly Licence[] }) {
  const t = useStrings(strings);
  return (
    <>
      <Title order={3} size="h6" mt="md">
        {title}
      </Title>
      <div className={classes.wide} role="group" aria-label={title} tabIndex={0}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t.name}</Table.Th>
              <Table.Th scope="col">{t.version}</Table.Th>
              <Table.Th scope="col">{t.licence}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {packages.map((p) => (
              <Table.Tr key={`${p.name} ${p.version}`}>
                <Table.Td>{p.name}</Table.Td>
                <Table.Td>{p.version}</Table.Td>
                <Table.Td>{p.licence}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}
