import { fromHome as words } from '../../../words/from-home.ts';
import { atKnown, kept } from '../application.ts';
import { exampleOf } from '../examples.ts';
import { resident, TODAY, terminalWith } from '../people.ts';
import { type Act, press, presses, type Scene } from '../scene.ts';
import { type Answer, refuse, say } from '../wire.ts';

const CODE = 'SQ-05-001';
const DIGITS = presses(...'482109375512');

/** Everything that is asked, as somebody wrote it at home. */
const fetched: Answer = async (itemOf) => {
  const { form } = await itemOf(CODE);
  return say({ answers: Object.fromEntries(form.map((field) => [field.key, exampleOf(field)])), madeOn: TODAY });
};
const knownAlready: Answer = say({ answers: {}, madeOn: TODAY });

const scene = (id: string, name: string, acts: readonly Act[] = [], answer: Answer = fetched): Scene => ({
  id,
  group: '在家填的表',
  name,
  route: '/terminal/prepared/[code]',
  params: { code: CODE },
  frame: 'routes/terminal/prepared/[code]/+page.svelte',
  wire: terminalWith(resident(), { 'GET /agent/draft': kept(CODE, atKnown), 'POST /api/my/prepared': answer }),
  acts
});

/** What was filled in at home is brought into an application. */
export const FROM_HOME: readonly Scene[] = [
  scene('from-home', '按号码'),
  scene('from-home-short', '没按满', [press(words.fetch)]),
  scene('from-home-none', '没有这一份', [...DIGITS, press(words.fetch)], refuse('prepared.none')),
  scene('from-home-shown', '取出来了', [...DIGITS, press(words.fetch), { do: 'await', title: words.shown }]),
  scene(
    'from-home-known',
    '都已经知道',
    [...DIGITS, press(words.fetch), { do: 'await', title: words.none }],
    knownAlready
  )
];
