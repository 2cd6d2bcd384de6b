import { Anchor, Container, Stack, Title } from '@mantine/core';
import { Link } from 'react-router';
import { KeyTable } from '../../shared/keys/KeyTable';
import { useStrings } from '../../shared/language/language';
import { useTitle } from '../../shared/ui/useTitle';
import classes from './Help.module.css';
import { strings } from './strings';

/** How to read the product: where to begin, how numbers are checked, the words of the method, the keys. */
export function Help() {
  const t = useStrings(strings);
  useTitle(t.title);
  return (
    <Container size="md" py="md" w="100%">
      <Stack gap="xl" className={classes.text}>
        <div>
          <Title order={1} size="h3" mb="sm">
            {t.title}
          </Title>
          <nav aria-label={t.contents}>
            <ul className={classes.contents}>
              {[...t.parts, { id: 'keys', title: t.keys }].map(({ id, title }) => (
                <li key={id}>
                  <Anchor href={`#${id}`}>{title}</Anchor>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        {t.parts.map(({ id, title, text = [], terms = [] }) => (
          <section key={id} id={id} className={classes.part}>
            <Title order={2} size="h4" mb="xs">
              {title}
            </Title>
            {text.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            {terms.length > 0 ? (
              <dl className={classes.terms}>
                {terms.map(({ term, text: meaning }) => (
                  <div key={term}>
                    <dt>{term}</dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            ) : null}
          </section>
        ))}
        <section id="keys" className={classes.part}>
          <Title order={2} size="h4" mb="xs">
            {t.keys}
          </Title>
          <KeyTable level={3} />
        </section>
        <Anchor component={Link} to="/about" underline="always" py={4} style={{ alignSelf: 'flex-start' }}>
          {t.more}
        </Anchor>
      </Stack>
    </Container>
  );
}
