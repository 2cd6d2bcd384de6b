import { memo, useMemo, type ComponentProps, type ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import type { Answer } from './answer';
import classes from './AnswerText.module.css';
import { partsOf, withPlaces, type Cited } from './cited';
import { NumberChip } from './NumberChip';

/** Words, emphasis, lists and tables; nothing that leads away or loads. */
const allowed = [
  'p',
  'strong',
  'em',
  'del',
  'ul',
  'ol',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'hr',
  'br',
  'code',
  'pre',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
];
const schema = {
  ...defaultSchema,
  tagNames: allowed,
  attributes: { ol: ['start'] },
  protocols: {},
  clobber: [],
};

type Node = {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
};

const textNode = (value: string): Node => ({ type: 'text', value });
const place = (number: number): Node => ({
  type: 'element',
  tagName: 'data',
  properties: { value: String(number) },
  children: [],
});

/** A number takes the full stop or bracket behind it along, so that no line begins with one. */
function withMarks(parts: (string | number)[]): Node[] {
  const nodes: Node[] = [];
  for (let i = 0; i < parts.length; i++) {
    const [part, next] = [parts[i]!, parts[i + 1]];
    if (typeof part === 'string') {
      if (part !== '') nodes.push(textNode(part));
      continue;
    }
    const mark = typeof next === 'string' ? (/^[.,;:)?!%]+/.exec(next)?.[0] ?? '') : '';
    if (mark) parts[i + 1] = (next as string).slice(mark.length);
    nodes.push(
      mark
        ? { type: 'element', tagName: 'span', properties: {}, children: [place(part), textNode(mark)] }
        : place(part),
    );
  }
  return nodes;
}

/** What looks like HTML is shown as it was written. */
const htmlAsText = () => (tree: Node) => {
  const visit = (node: Node): void => {
    if (node.type === 'raw') node.type = 'text';
    node.children?.forEach(visit);
  };
  visit(tree);
};

/** Puts `data` elements where the text names a number; behind the cleaning, so that no other can be one. */
const placeNumbers = () => (tree: Node) => {
  const visit = (node: Node): void => {
    if (!node.children) return;
    node.children = node.children.flatMap((child) => {
      if (child.type !== 'text') {
        visit(child);
        return [child];
      }
      return withMarks(partsOf(child.value ?? ''));
    });
  };
  visit(tree);
};

const remark = [remarkGfm];
const rehype: ComponentProps<typeof Markdown>['rehypePlugins'] = [
  htmlAsText,
  [rehypeSanitize, schema],
  placeNumbers,
];

type HeadingProps = { children?: ReactNode };
/** Below the question or the section that the text stands under. */
const Heading = ({ children }: HeadingProps) => <h3 className={classes.heading}>{children}</h3>;

/** An answer with its numbers as chips. What a model wrote is text: never HTML, never an address, never a picture. */
export const AnswerText = memo(function AnswerText({
  answer,
  turn,
  at,
  onCite,
  onHint,
}: {
  answer: Pick<Answer, 'sentences' | 'findings'>;
  turn: string;
  at: number;
  onCite?: ((cited: Cited) => void) | undefined;
  onHint?: ((cited: Cited | null) => void) | undefined;
}) {
  const { markdown, cited } = useMemo(
    () => withPlaces({ sentences: answer.sentences, findings: answer.findings }, turn, at),
    [answer.sentences, answer.findings, turn, at],
  );
  const components = useMemo<Components>(
    () => ({
      h1: Heading,
      h2: Heading,
      h3: Heading,
      h4: Heading,
      h5: Heading,
      h6: Heading,
      table: ({ children }) => (
        <div className={classes.wide} role="group" tabIndex={0}>
          <table>{children}</table>
        </div>
      ),
      span: ({ children }) => <span className={classes.kept}>{children}</span>,
      data: ({ value }) => {
        const number = cited[Number(value)];
        return number ? <NumberChip cited={number} onCite={onCite} onHint={onHint} /> : null;
      },
    }),
    [cited, onCite, onHint],
  );
  return (
    <div className={classes.text}>
      <Markdown
        remarkPlugins={remark}
        rehypePlugins={rehype}
        allowedElements={[...allowed, 'data', 'span']}
        unwrapDisallowed
        components={components}
      >
        {markdown}
      </Markdown>
    </div>
  );
});
