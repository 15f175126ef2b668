import '../quiet-sdk';
import { askNow } from '../live/ask-now';
import { readLiveAddress } from '../live/live-file';
import { localPolicy } from '../run/local-policy';
import { openReportSource } from '../store/report-source';
import { runCommand } from '../terminal/run-command';
import { liveDesk } from './live-desk';
import { runLost, type CaseDesk } from './run-lost';
import { storeDesk } from './store-desk';

/** A deployed table when one is named; else the run that is live in this folder; else what it left. */
async function open({ table }: { readonly table: string | undefined }): Promise<CaseDesk> {
  const address = table === undefined ? await readLiveAddress() : undefined;
  if (address !== undefined && (await askNow(address)) !== undefined) return liveDesk(address, localPolicy());
  return storeDesk(await openReportSource({ table }), { isDeployed: table !== undefined });
}

/** `npm run lost`. */
void runCommand(() =>
  runLost(process.argv.slice(2), {
    open,
    policy: () => localPolicy(),
    print: (line) => void process.stdout.write(`${line}\n`),
  }),
);
