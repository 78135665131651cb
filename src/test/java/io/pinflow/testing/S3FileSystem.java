package io.pinflow.testing;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;

/**
 * Flink's S3 file system, loaded as the plugin that it is on the service, for all tests of a JVM.
 * The AWS SDK is given the same credentials by system properties.
 */
public final class S3FileSystem {

  private static Plugins plugins;
  private static String current;

  private S3FileSystem() {}

  /** Makes {@code s3:} and {@code s3a:} paths of Flink lead to this endpoint, from now on. */
  public static synchronized void use(String endpoint) throws Exception {
    if (plugins == null) {
      System.setProperty("aws.accessKeyId", LocalStack.CREDENTIAL);
      System.setProperty("aws.secretAccessKey", LocalStack.CREDENTIAL);
      plugins = new Plugins();
    }
    if (!endpoint.equals(current)) {
      FileSystem.initialize(configuration(endpoint), plugins);
      current = endpoint;
    }
  }

  /** What a cluster is told about the endpoint. */
  public static Configuration configuration(String endpoint) {
    return Configuration.fromMap(
        Map.of(
            "s3.endpoint",
            endpoint,
            "s3.path.style.access",
            "true",
            "s3.access-key",
            LocalStack.CREDENTIAL,
            "s3.secret-key",
            LocalStack.CREDENTIAL));
  }
}
