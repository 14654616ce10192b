declare global {
  namespace App {
    interface PageState {
      /** The code of a slip by which somebody came to a case, to be verified there. */
      notice?: string | null;
    }
  }
}

export {};
