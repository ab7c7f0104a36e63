import { Server, ServerCredentials } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { NodeStore, systemEvent } from './store';
import { streamsService } from './streams';

export interface WireNodeOptions {
  /** The node's database; a node started again on it continues where the other stopped. */
  readonly file: string;
  readonly port?: number;
  /** False plays a server that answers every retry of a committed append with a conflict. */
  readonly recognisesRetries?: boolean;
}

/**
 * A single EventStoreDB node for tests: the real protocol over a real socket, on a small database that is
 * fsynced before every answer. `README.md` says what it does not imitate.
 */
export class WireNode {
  private constructor(
    readonly port: number,
    /** How often each method was called since the start. */
    readonly calls: ReadonlyMap<string, number>,
    readonly store: NodeStore,
    private readonly server: Server,
  ) {}

  static async start(options: WireNodeOptions): Promise<WireNode> {
    const store = new NodeStore(options.file, options.recognisesRetries);
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    const calls = new Map<string, number>();
    const count = (method: string): void => {
      calls.set(method, (calls.get(method) ?? 0) + 1);
    };
    let port = options.port ?? 0;
    server.addService(StreamsService, streamsService(store, count));
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_call: unknown, callback: (error: null, answer: SupportedMethods) => void) => {
        count('GetSupportedMethods');
        callback(null, supportedMethods());
      },
    });
    server.addService(GossipService, {
      read: (_call: unknown, callback: (error: null, answer: ClusterInfo) => void) => {
        count('Gossip');
        callback(null, clusterOf(port));
      },
    });
    port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    return new WireNode(port, calls, store, server);
  }

  /** Something of the server's own that appears between the events of the ledger. */
  async appendSystemEvents(count: number): Promise<void> {
    const events = Array.from({ length: count }, () => systemEvent('$statsCollected', '{"proc":{"cpu":1}}'));
    await this.store.append(`$stats-127.0.0.1:${this.port}`, 'any', events);
  }

  /** Drops every connection at once; what was answered is on disk, what was not may be. */
  stop(): void {
    this.server.forceShutdown();
    this.store.close();
  }
}

function supportedMethods(): SupportedMethods {
  const methods = [
    ...['read', 'append', 'delete', 'tombstone', 'batchappend'].map(
      (method) => ['streams.Streams', method] as const,
    ),
    ['gossip.Gossip', 'read'],
    ['server_features.ServerFeatures', 'getsupportedmethods'],
  ] as const;
  const answer = new SupportedMethods().setEventStoreServerVersion('24.10.0');
  for (const [service, method] of methods) {
    answer.addMethods(
      new SupportedMethod()
        .setServiceName(`event_store.client.${service.toLowerCase()}`)
        .setMethodName(method)
        .setFeaturesList(method === 'read' ? ['position', 'events'] : []),
    );
  }
  return answer;
}

function clusterOf(port: number): ClusterInfo {
  const member = new MemberInfo()
    .setInstanceId(new UUID().setString('00000000-0000-4000-8000-000000000001'))
    .setTimeStamp((Date.now() * 10_000).toString())
    .setState(MemberInfo.VNodeState.LEADER)
    .setIsAlive(true)
    .setHttpEndPoint(new EndPoint().setAddress('127.0.0.1').setPort(port));
  return new ClusterInfo().setMembersList([member]);
}
