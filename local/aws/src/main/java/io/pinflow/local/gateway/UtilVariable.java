package io.pinflow.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;
import org.apache.commons.text.StringEscapeUtils;

/** {@code $util} of a mapping template. Public as Velocity calls it. */
public final class UtilVariable {

  /** As JavaScript has it: also {@code '} is escaped, which JSON does not know. */
  public String escapeJavaScript(String text) {
    return StringEscapeUtils.escapeEcmaScript(text);
  }

  public Object parseJson(String text) throws JsonProcessingException {
    return JsonText.parse(text);
  }

  public String urlEncode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  public String urlDecode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  /** Of the text's UTF-8. */
  public String base64Encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  public String base64Decode(String text) {
    return new String(Base64.getDecoder().decode(text), UTF_8);
  }
}
