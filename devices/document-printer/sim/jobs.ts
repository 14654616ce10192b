import { randomUUID } from 'node:crypto';

/** job-state (RFC 8011 §5.3.7), as far as the simulated printer has it. */
const STATES = { held: 4, processing: 5, canceled: 7, completed: 9 } as const;

/** One job of a simulated printer: held until its document is there. */
export interface SimulatedJob {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  pdf: Uint8Array;
  state: (typeof STATES)[keyof typeof STATES];
}

/** The jobs of a simulated printer, by number. */
export function createJobs() {
  const jobs = new Map<unknown, SimulatedJob>();
  const isOpen = ({ state }: SimulatedJob) => state === STATES.held || state === STATES.processing;
  const cancel = (job: SimulatedJob) => {
    if (isOpen(job)) job.state = STATES.canceled;
  };
  return {
    add(name: string): SimulatedJob {
      const job = { id: jobs.size + 1, uuid: randomUUID(), name, pdf: new Uint8Array(), state: STATES.held };
      jobs.set(job.id, job);
      return job;
    },
    find: (id: unknown): SimulatedJob | null => jobs.get(id) ?? null,
    take(job: SimulatedJob, pdf: Uint8Array): void {
      if (job.state !== STATES.held) return;
      job.pdf = pdf;
      job.state = STATES.processing;
    },
    /** True while a job waits for the printer. */
    waiting: (): boolean => [...jobs.values()].some(({ state }) => state === STATES.processing),
    /** Prints what waits. */
    finish(): readonly SimulatedJob[] {
      const done = [...jobs.values()].filter(({ state }) => state === STATES.processing);
      for (const job of done) job.state = STATES.completed;
      return done;
    },
    cancel,
    cancelAll(): void {
      for (const job of jobs.values()) cancel(job);
    },
    forget: (): void => jobs.clear()
  };
}
