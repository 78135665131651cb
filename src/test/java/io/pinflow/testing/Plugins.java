package io.pinflow.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.PluginFileSystemFactory;
import org.apache.flink.core.fs.local.LocalFileSystemFactory;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginManager;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** The S3 plugin, loaded as on a cluster; every file system can be made to fail. */
final class Plugins implements PluginManager {

  private final PluginManager folder;

  Plugins() throws IOException {
    folder =
        new DefaultPluginManager(
            new DirectoryBasedPluginFinder(Repository.home().resolve("flink-app/target/plugins"))
                .findPlugins(),
            CoreOptions.getPluginParentFirstLoaderPatterns(new Configuration()));
  }

  @Override
  public <P> Iterator<P> load(Class<P> service) {
    List<Object> found = new ArrayList<>();
    folder.load(service).forEachRemaining(found::add);
    if (service == FileSystemFactory.class) {
      // with the class loader of the plugin in place, as Flink does it for what it finds itself
      found.replaceAll(factory -> PluginFileSystemFactory.of((FileSystemFactory) factory));
      found.add(new LocalFileSystemFactory());
      found.replaceAll(factory -> new FaultyFiles((FileSystemFactory) factory));
    } else if (service == MetricReporterFactory.class) {
      found.add(new JobMetrics.Factory());
    }
    return found.stream().map(service::cast).iterator();
  }
}
