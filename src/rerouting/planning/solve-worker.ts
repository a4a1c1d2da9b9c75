import { parentPort } from 'node:worker_threads';
import highsPackage, { type Highs, type Model } from 'highs';
import type { Columns, Corner, EngineAnswer, EngineOrder, Program } from './engine.js';

/** One model of HiGHS, kept between the calls so that the next one goes on where the last one ended. Blocks its thread. */
export class HighsSession {
  private readonly highs: Highs;
  private model?: Model;
  private rows = 0;

  /** Written out, because Node itself reads this file under Jest and only leaves out types. */
  constructor(highs: Highs) {
    this.highs = highs;
  }

  solve({ rowLower, rowUpper, columns }: Program, seconds: number): Corner {
    this.model?.raw.dispose();
    this.rows = rowLower.length;
    this.model = this.highs.createModel({
      numCols: columns.cost.length,
      numRows: this.rows,
      colCost: columns.cost,
      colLower: new Float64Array(columns.cost.length),
      colUpper: columns.upper,
      rowLower,
      rowUpper,
      matrix: this.matrix(columns, this.rows),
    });
    return this.run(this.model, seconds);
  }

  extend(columns: Columns, seconds: number): Corner {
    if (!this.model) throw new Error('there is no program to extend');
    const lower = new Float64Array(columns.cost.length);
    const matrix = this.matrix(columns, this.rows);
    this.model.addCols({ cost: columns.cost, lower, upper: columns.upper, matrix });
    return this.run(this.model, seconds);
  }

  /** Without presolve, which would throw away the corner to go on from, and which costs more than it saves here. */
  private run(model: Model, seconds: number): Corner {
    model.options.set({ output_flag: false, presolve: 'off', time_limit: seconds });
    model.zeroAllClocks();
    model.run();
    const status = model.getModelStatus();
    if (status !== this.highs.constants.modelStatus.optimal) throw new Error(`HiGHS ended with status ${status}`);
    const { colValue, rowDual } = model.getSolution();
    return { amounts: colValue, prices: rowDual };
  }

  private matrix({ cost, starts, indices, values }: Columns, numRows: number) {
    return { format: 'csc' as const, numRows, numCols: cost.length, starts, indices, values };
  }
}

/** The package says that it is CommonJS, and gives Node the function itself. */
const loadHighs = highsPackage as unknown as typeof highsPackage.default;

export async function openSession(): Promise<HighsSession> {
  return new HighsSession(await loadHighs());
}

let session: Promise<HighsSession> | undefined;

parentPort?.on('message', async (order: EngineOrder) => {
  session ??= openSession();
  parentPort?.postMessage(answer(await session, order));
});

function answer(highs: HighsSession, order: EngineOrder): EngineAnswer {
  try {
    const { id, seconds } = order;
    return { id, corner: 'program' in order ? highs.solve(order.program, seconds) : highs.extend(order.columns, seconds) };
  } catch (error) {
    return { id: order.id, problem: error instanceof Error ? error.message : String(error) };
  }
}
