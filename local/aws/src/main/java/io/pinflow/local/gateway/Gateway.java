package io.pinflow.local.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The ingest gateway, on loopback. When it is ended it takes no new requests and answers those it
 * has; what is not answered may or may not have been taken.
 */
public final class Gateway {

  /** Twice what both backends let in, for those who wait at the door. */
  private static final int THREADS = 200;

  private static final Duration UNANSWERED = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(30);

  private Gateway() {}

  /** Arguments: port, API definition, URL of Kinesis, bootstrap servers of Kafka. */
  public static void main(String[] args) throws Exception {
    KafkaRest kafka = new KafkaRest(args[3], ApiHandler.LARGEST_BODY);
    KinesisActions kinesis = new KinesisActions(URI.create(args[2]));
    Server server = server(Integer.parseInt(args[0]));
    server.setHandler(
        new GracefulHandler(new ApiHandler(ApiDefinition.load(Path.of(args[1])), kinesis, kafka)));
    server.setErrorHandler(ApiHandler::error);
    server.setStopTimeout(UNANSWERED.toMillis());
    server.setStopAtShutdown(true);
    server.start();
    server.join();
    kafka.close();
  }

  private static Server server(int port) {
    Server server = new Server(new QueuedThreadPool(THREADS, 8));
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // names of streams and topics may come with anything that is URL-encoded
    http.setUriCompliance(UriCompliance.LEGACY);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    return server;
  }
}
