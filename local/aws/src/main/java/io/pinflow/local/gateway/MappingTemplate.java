package io.pinflow.local.gateway;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.exception.MethodInvocationException;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.resource.loader.StringResourceLoader;
import org.apache.velocity.util.introspection.SecureUberspector;

/** A mapping template of API Gateway, parsed once and evaluated by any number of threads. */
final class MappingTemplate {

  private static final RuntimeInstance VELOCITY = velocity();
  private static final UtilVariable UTIL = new UtilVariable();

  private final Template template = new Template();

  MappingTemplate(String name, String text) {
    template.setName(name);
    template.setRuntimeServices(VELOCITY);
    try {
      template.setData(VELOCITY.parse(new StringReader(text), template));
    } catch (ParseException broken) {
      throw new IllegalArgumentException(
          "The template of " + name + " cannot be read: " + broken.getMessage(), broken);
    }
    template.initDocument();
  }

  /** Names with hyphens and spaces around directives are read as by the Velocity of the service. */
  private static RuntimeInstance velocity() {
    RuntimeInstance velocity = new RuntimeInstance();
    velocity.setProperty(RuntimeConstants.PARSER_HYPHEN_ALLOWED, true);
    velocity.setProperty(RuntimeConstants.SPACE_GOBBLING, "bc");
    velocity.setProperty(RuntimeConstants.UBERSPECT_CLASSNAME, SecureUberspector.class.getName());
    // no template reads a file
    velocity.setProperty(RuntimeConstants.RESOURCE_LOADERS, "string");
    velocity.setProperty("resource.loader.string.class", StringResourceLoader.class.getName());
    velocity.setProperty(RuntimeConstants.VM_LIBRARY, "");
    velocity.init();
    return velocity;
  }

  /**
   * The text it gives; fails with the {@link Refusal} of a variable it uses.
   *
   * @param context {@code $context}; the template may set what it overrides
   */
  String evaluate(InputVariable input, Map<String, Object> context) {
    VelocityContext variables = new VelocityContext();
    variables.put("input", input);
    variables.put("util", UTIL);
    variables.put("context", context);
    variables.put("stageVariables", Map.of());
    StringWriter text = new StringWriter();
    try {
      template.merge(variables, text);
    } catch (MethodInvocationException failed) {
      throw failed.getCause() instanceof Refusal refusal ? refusal : failed;
    }
    return text.toString();
  }
}
