import type { CallPlace } from '../../../../server/contract/call-wire.ts';

/** How far an application on the screen has come, for whoever is called to help; null where none is. */
class Whereabouts {
  application = $state.raw<CallPlace | null>(null);

  /** The name of the page and the item on it, from the page's address; a value of anybody never stands there. */
  at(route: string | null, params: Readonly<Record<string, string>>): CallPlace {
    const [, , page = 'home'] = (route ?? '').split('/');
    return this.application ?? { itemCode: params.code ?? null, page, step: null };
  }
}

export const whereabouts = new Whereabouts();
