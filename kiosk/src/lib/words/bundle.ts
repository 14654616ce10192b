const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** What the terminal says of 一件事: several items filled in together. */
export const bundle = {
  title: '一件事，一次办',
  hint: '失业、添孩子、退休、租房、身后事：填一次，几件一起交',
  parts: (name: string, count: number) => `${name}，${count}件一次办`,
  none: '现在没有可以一次办的一件事，请到“全部事项”里一件一件办。',

  guide: {
    does: '一次办好',
    asked: '要问您',
    askedOnce: (count: number) => `最多${count}个问题，每个只问一次`,
    signedOnce: '签一次名，几件都用',
    alone: '有一件已经办过，或者用不着：按“只办其中几件”。',
    leftOut: '这次不办',
    choose: '只办其中几件',
    next: '办完以后',
    slips: '每件一张回执，各有各的编号，各到各的日子'
  },

  choice: {
    title: '办哪几件？',
    hint: '打勾的都办。哪件不办，点一下去掉勾',
    last: '至少要办一件。要是一件都不办，按“上一步”回去。',
    done: (count: number) => `就办这${count}件`
  },

  done: {
    hint: (name: string, count: number) => (count === 1 ? `${name}交好了` : `${name}，${count}件都交好了`),
    some: (done: number, all: number) => `${all}件交好了${done}件`,
    waiting: (reference: string) => `等系统联上就交，请记住这个号：${spaced(reference)}`,
    refused: '没有交上',
    refusedWay: '别的都收好了，不受影响；这一件请单独办，或者到服务窗口。',
    single: '单独办',
    reprint: '再打一遍回执'
  },

  voidSlips: (codes: readonly string[]) =>
    `刚才那${codes.length}张回执（六位短码 ${codes.map(spaced).join('、')}）不算数了，再交会打新的。`,
  stands: (names: readonly string[]) => `${names.join('、')}已经办了，撤不回来，再交时不重复交。`,

  joined: (name: string, count: number) => `${name}，一共${count}件`,
  others: (count: number) => `看一起交的另外${count}件`,
  othersTitle: '看哪一件？'
} as const;
