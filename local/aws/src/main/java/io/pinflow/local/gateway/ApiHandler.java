package io.pinflow.local.gateway;

import io.pinflow.local.gateway.Admission.Pass;
import io.pinflow.local.gateway.Routes.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests in, whole and bounded, and brings back what their backends say. */
final class ApiHandler extends Handler.Abstract {

  /** What API Gateway takes. */
  static final int LARGEST_BODY = 10 << 20;

  private static final int MOST_DISCARDED = 4 * LARGEST_BODY;

  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

  private final Routes routes;
  private final Gate kinesis;
  private final Gate kafka;

  private record Gate(Backend backend, Admission admission) {}

  ApiHandler(List<ApiMethod> methods, Backend kinesis, Backend kafka) {
    this.routes = new Routes(methods);
    this.kinesis = new Gate(kinesis, new Admission());
    this.kafka = new Gate(kafka, new Admission());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Reply reply = reply(request);
    discardRest(request);
    // neither query nor body: they may hold what no log should
    if (reply.status() >= 400) {
      LOG.info("status={} method={} path={}", reply.status(), request.getMethod(), path(request));
    }
    return answer(reply, response, callback);
  }

  /**
   * What never gets here, such as a request that comes while the server ends, is answered alike.
   */
  static boolean error(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    return answer(Reply.message(status, HttpStatus.getMessage(status)), response, callback);
  }

  private static boolean answer(Reply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    if (reply.status() == 429) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
    }
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
    return true;
  }

  /** A client that is still sending when the connection closes never sees its answer. */
  private static void discardRest(Request request) {
    byte[] some = new byte[1 << 14];
    try (InputStream in = Content.Source.asInputStream(request)) {
      for (int left = MOST_DISCARDED, read = 0; left > 0 && read >= 0; left -= read) {
        read = in.read(some);
      }
    } catch (IOException gone) {
      // nor does one that went away
    }
  }

  private Reply reply(Request request) {
    try {
      Route route = routes.find(request.getMethod(), path(request));
      return admitted(request, route, route.method().action() == null ? kafka : kinesis);
    } catch (Refusal refused) {
      return refused.reply();
    } catch (IOException gone) {
      return Reply.message(400, "The body ended early");
    } catch (RuntimeException broken) {
      LOG.error("method={} path={}", request.getMethod(), path(request), broken);
      return Reply.message(500, "Internal server error");
    }
  }

  private static Reply admitted(Request request, Route route, Gate gate) throws IOException {
    long length = request.getLength();
    if (length > LARGEST_BODY) {
      return gate.backend().tooLarge(LARGEST_BODY);
    }
    try (Pass pass = gate.admission().enter(length < 0 ? LARGEST_BODY : length)) {
      if (pass == null) {
        return gate.backend().tooMany();
      }
      byte[] body = body(request);
      return body.length > LARGEST_BODY
          ? gate.backend().tooLarge(LARGEST_BODY)
          : gate.backend().call(route.method(), call(request, route, body));
    }
  }

  private static byte[] body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      return in.readNBytes(LARGEST_BODY + 1);
    }
  }

  private static Call call(Request request, Route route, byte[] body) {
    Map<String, String> query = new LinkedHashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      query.put(field.getName(), field.getValue());
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.getHeaders().forEach(field -> headers.put(field.getName(), field.getValue()));
    Map<String, Map<String, String>> parameters = new LinkedHashMap<>();
    parameters.put("path", route.parameters());
    parameters.put("querystring", query);
    parameters.put("header", headers);
    return new Call(
        UUID.randomUUID().toString(),
        request.getMethod(),
        path(request),
        Request.getRemoteAddr(request),
        parameters,
        body);
  }

  /** As it was sent, still encoded. */
  private static String path(Request request) {
    return request.getHttpURI().getPath();
  }
}
