import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { Connection, type Script, type Witness } from './connection.ts';
import type { Request } from './requests.ts';

/** A request and the number of the connection that it came by. */
export interface Received {
  readonly connection: number;
  readonly request: Request;
}

/**
 * Speaks TDS 7.4 on 127.0.0.1 and knows no SQL: a script says what it answers, so that a client can be shown what real
 * servers do rarely. Told apart from one only by what it lacks: MARS, integrated logins, cursors, output parameters.
 */
export class TdsServer {
  readonly #script: Script;
  readonly #connections: Connection[] = [];
  readonly #received: Received[] = [];
  readonly #events = new EventEmitter();
  readonly #failures: unknown[] = [];
  #listener: Server | null = null;
  #port = 0;

  private constructor(script: Script) {
    this.#script = script;
  }

  static async start(script: Script = {}): Promise<TdsServer> {
    const server = new TdsServer(script);
    await server.resume();
    return server;
  }

  /** The same for as long as the server lives, whether it is paused or not. */
  get port(): number {
    return this.#port;
  }

  /** All that ever were, in the order of arrival. */
  get connections(): readonly Connection[] {
    return this.#connections;
  }

  /** All that came on any connection, in order. */
  get requests(): readonly Received[] {
    return this.#received;
  }

  /** The first request that is what is looked for, as soon as it has come. */
  async received(isWanted: (request: Request) => boolean): Promise<Received> {
    const found = this.#received.find(({ request }) => isWanted(request));
    if (found !== undefined) return found;
    await once(this.#events, 'received');
    return this.received(isWanted);
  }

  /** Refuses new connections; those there are stay. With `dropConnections`, a server that went away. */
  pause(): void {
    this.#listener?.close();
    this.#listener = null;
  }

  /** Accepts connections again, on the same port. */
  async resume(): Promise<void> {
    if (this.#listener !== null) return;
    const listener = createServer((socket) => {
      const connection = new Connection(this.#connections.length + 1, socket, this.#script, this.#witness());
      this.#connections.push(connection);
      connection.serve().catch((error: unknown) => {
        this.#failures.push(error);
        connection.drop();
      });
    });
    listener.listen(this.#port, '127.0.0.1');
    await once(listener, 'listening');
    this.#listener = listener;
    const address = listener.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
  }

  dropConnections(): void {
    for (const connection of this.#connections) if (connection.isOpen) connection.drop();
  }

  /** @throws {AggregateError} the script failed, or a client sent what this server cannot read. */
  async stop(): Promise<void> {
    const closed = this.#listener === null ? null : once(this.#listener, 'close');
    this.pause();
    this.dropConnections();
    await closed;
    const failures = this.#failures.splice(0);
    if (failures.length > 0) throw new AggregateError(failures, 'The scripted server could not go on as it should.');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #witness(): Witness {
    return {
      received: (request, { number }) => {
        this.#received.push({ connection: number, request });
        this.#events.emit('received');
      },
      failed: (error) => this.#failures.push(error),
    };
  }
}
