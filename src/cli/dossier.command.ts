import { writeFile } from 'node:fs/promises';
import { Option, SubCommand } from 'nest-commander';
import { DossierPress, Dossiers } from '../playbooks/index.js';
import { fromHere } from './from-here.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface DossierOptions extends TerminalOptions {
  pdf?: string;
  csv?: string;
}

@SubCommand({
  name: 'dossier',
  arguments: '<incident>',
  description: 'for an examiner: what was said, done and not done, and when, with hashes',
})
export class IncidentDossierCommand extends TerminalCommand {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly press: DossierPress,
  ) {
    super();
  }

  async run([incidentId = '']: string[], { json, pdf, csv }: DossierOptions): Promise<void> {
    this.by.must('ledger:read');
    const dossier = await this.dossiers.of(incidentId);
    if (pdf) await writeFile(fromHere(pdf), await this.press.pdf(incidentId), { mode: 0o600 });
    if (csv) await writeFile(fromHere(csv), await this.press.csv(incidentId), { mode: 0o600 });
    const counts = Map.groupBy(dossier.lines, ({ kind }) => kind);
    const count = (kind: 'said' | 'done' | 'not-done') => counts.get(kind)?.length ?? 0;
    this.show({ json }, dossier, [
      `${dossier.office.name}: ${count('said')} said, ${count('done')} done, ${count('not-done')} not done; ${dossier.answers.length} answers on record`,
      `ledger: ${dossier.ledger.intact ? 'whole' : 'BROKEN'}, ${dossier.ledger.sealed} sealed entries looked at`,
      ...[pdf, csv].filter((file) => file !== undefined).map((file) => `written: ${file}`),
    ]);
  }

  @Option({ flags: '--pdf <file>', description: 'write it as PDF/A' })
  parsePdf(value: string): string {
    return value;
  }

  @Option({ flags: '--csv <file>', description: 'write it as CSV, with every answer that was told' })
  parseCsv(value: string): string {
    return value;
  }
}
