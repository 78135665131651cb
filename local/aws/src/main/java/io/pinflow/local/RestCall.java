package io.pinflow.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.List;

/** How records of one channel are put into a request, and what its response says of each. */
interface RestCall {

  Channel channel();

  /** The topic or stream of a kind. */
  String stream(Kind kind);

  /** Whether the channel takes such a JSON value by REST. */
  boolean takes(Object value);

  /** One request for all of them, which are of one kind. */
  HttpRequest.Builder request(Kind kind, List<Delivery> batch);

  /** For each record what was said of it; empty when none was looked at. */
  JsonNode results(JsonNode response);

  /** Whether it is taken, and if so where it is. */
  Acknowledged acknowledged(Delivery delivery, JsonNode result);
}
