package io.pinflow.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kinesis is sent for what a client sends, by the templates of the file. */
class RequestTemplatesTest {

  /** In what is expected, {@code Data} stands decoded. */
  static Stream<Arguments> mapped() {
    return Stream.of(
        arguments("ListStreams", "/streams", "", "{}"),
        arguments("ListStreams", "/streams", "{\"Limit\":1}", "{}"),
        arguments("DescribeStream", "/streams/pins", "", "{'StreamName':'pins'}"),
        arguments("DeleteStream", "/streams/pins", "", "{'StreamName':'pins'}"),
        // a name is text and stays text
        arguments("DescribeStream", "/streams/it's", "", "{'StreamName':'it~s'}"),
        arguments("DescribeStream", "/streams/a%22b%5C%2Fc", "", "{'StreamName':'a^'b^^/c'}"),
        arguments("DescribeStream", "/streams/%D0%BF%F0%9F%93%8C+", "", "{'StreamName':'п📌+'}"),
        arguments("DescribeStream", "/streams/$util", "", "{'StreamName':'$util'}"),
        // shards by default, and when nothing is said
        arguments("CreateStream", "/streams/pins", "", shards("5")),
        arguments("CreateStream", "/streams/pins", "{}", shards("5")),
        arguments("CreateStream", "/streams/pins", "null", shards("5")),
        arguments("CreateStream", "/streams/pins", "{'ShardCount':null}", shards("5")),
        arguments("CreateStream", "/streams/pins", "{'ShardCount':''}", shards("5")),
        arguments("CreateStream", "/streams/pins", "{'ShardCount':3}", shards("3")),
        arguments("CreateStream", "/streams/pins", "{'ShardCount':0}", shards("0")),
        arguments(
            "CreateStream",
            "/streams/pins",
            "{'ShardCount':'1,^'StreamName^':^'other'}",
            shards("'1,^'StreamName^':^'other'")),
        // the name in the path wins
        arguments(
            "PutRecord",
            "/streams/pins/record",
            "{'StreamName':'other','Data':{'ind':1},'PartitionKey':'7'}",
            record("{^'ind^':1}", "7")),
        // text that was dumped already stays quoted
        arguments(
            "PutRecord",
            "/streams/pins/record",
            "{'Data':'{^'ind^': 1}','PartitionKey':'7'}",
            record("^'{^^^'ind^^^': 1}^'", "7")),
        // keys that are missing, empty or no text
        arguments("PutRecord", "/streams/pins/record", "{'Data':{}}", record("{}", "the-request")),
        arguments(
            "PutRecord",
            "/streams/pins/record",
            "{'Data':{},'PartitionKey':''}",
            record("{}", "the-request")),
        arguments(
            "PutRecord",
            "/streams/pins/record",
            "{'Data':{},'PartitionKey':7528}",
            record("{}", "7528")),
        arguments(
            "PutRecord",
            "/streams/pins/record",
            "{'Data':{},'PartitionKey':'it~s ^'ключ^' ^^ 📌 $key'}",
            record("{}", "it~s ^'ключ^' ^^ 📌 $key")),
        // characters, escaped or not
        arguments(
            "PutRecord",
            "/streams/pins/record",
            "{'Data':{'title':'it~s «п» 📌 ^u00e9 ^n </p>'},'PartitionKey':'7'}",
            record("{^'title^':^'it~s «п» 📌 é ^^n </p>^'}", "7")),
        arguments(
            "PutRecord",
            "/streams/pins/record",
            "{'Data':{'title':'^ud83d'},'PartitionKey':'7'}",
            record("{^'title^':^'^^ud83d^'}", "7")),
        // numbers keep their digits
        arguments(
            "PutRecord",
            "/streams/pins/record",
            "{'Data':{'a':-89.9787,'b':1.0,'c':12345678901234567890,'d':0.1e3},'PartitionKey':'7'}",
            record("{^'a^':-89.9787,^'b^':1.0,^'c^':12345678901234567890,^'d^':1E+2}", "7")),
        arguments(
            "PutRecord",
            "/streams/pins/record",
            "{'Data':{'a':[{'b':null}],'c':true,'a b':'#set($x=1)'},'PartitionKey':'7'}",
            record("{^'a^':[{^'b^':null}],^'c^':true,^'a b^':^'#set($x=1)^'}", "7")),
        // several: objects, dumped text, and the key of one is not that of the next
        arguments(
            "PutRecords",
            "/streams/pins/records",
            "{'records':[{'data':{'ind':1},'partition-key':'a~b'},{'data':'{}'},"
                + "{'data':{'t':'п'},'partition-key':3}]}",
            "{'StreamName':'pins','Records':["
                + "{'Data':'{^'ind^':1}','PartitionKey':'a~b'},"
                + "{'Data':'^'{}^'','PartitionKey':'the-request-1'},"
                + "{'Data':'{^'t^':^'п^'}','PartitionKey':'3'}]}"),
        arguments(
            "PutRecords",
            "/streams/pins/records",
            "{'StreamName':'other','records':[]}",
            "{'StreamName':'pins','Records':[]}"));
  }

  private static String shards(String count) {
    return "{'StreamName':'pins','ShardCount':" + count + "}";
  }

  private static String record(String data, String key) {
    return "{'StreamName':'pins','Data':'" + data + "','PartitionKey':'" + key + "'}";
  }

  @ParameterizedTest
  @MethodSource
  void mapped(String action, String path, String body, String expected) throws Exception {
    JsonNode request = JsonText.MAPPER.readTree(Api.request(action, path, json(body)));

    assertThat(decoded(request)).isEqualTo(JsonText.MAPPER.readTree(json(expected)));
  }

  /** Written without noise: ' for ", ^ for \ and ~ for '. */
  private static String json(String text) {
    return text.replace('\'', '"').replace('^', '\\').replace('~', '\'');
  }

  private static JsonNode decoded(JsonNode request) {
    request.findParents("Data").forEach(record -> decode((ObjectNode) record));
    return request;
  }

  private static void decode(ObjectNode record) {
    byte[] data = Base64.getDecoder().decode(record.get("Data").textValue());
    record.put("Data", new String(data, UTF_8));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("PutRecord", "", "the body is empty"),
        arguments("PutRecord", " ", "the body is empty"),
        arguments("PutRecord", "{'Data':", "end-of-input"),
        arguments("PutRecord", "{'Data':{}}{}", "Trailing token"),
        arguments("PutRecord", "{'Data':{'a':1e9999999999}}", "Exponent overflow"),
        arguments("PutRecord", "[]", "array found, object expected"),
        arguments("PutRecord", "{'PartitionKey':'7'}", "required property 'Data'"),
        arguments("PutRecord", "{'Data':null}", "Data"),
        arguments("PutRecord", "{'Data':7528}", "Data"),
        arguments("PutRecord", "{'Data':[{}]}", "Data"),
        arguments("PutRecord", "{'Data':{},'PartitionKey':{'a':1}}", "PartitionKey"),
        arguments("PutRecords", "", "the body is empty"),
        arguments("PutRecords", "{}", "required property 'records'"),
        arguments("PutRecords", "{'records':{}}", "records"),
        arguments("PutRecords", "{'records':[1]}", "records[0]"),
        arguments("PutRecords", "{'records':[{'data':{}},{'partition-key':'7'}]}", "records[1]"),
        arguments("CreateStream", "{'ShardCount':", "Could not parse request body into json"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String action, String body, String why) {
    String path = Api.method(action).resourcePath().replace("{stream-name}", "pins");

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Api.request(action, path, json(body)))
        .satisfies(
            refusal -> {
              assertThat(refusal.reply().status()).isEqualTo(400);
              assertThat(new String(refusal.reply().body(), UTF_8)).contains(why);
            });
  }
}
