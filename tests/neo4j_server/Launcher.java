import static org.neo4j.configuration.GraphDatabaseSettings.DEFAULT_DATABASE_NAME;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.connectors.HttpsConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A real Neo4j Community for tests: {@code java -cp 'lib/*' Launcher.java HOME PORT}.
 *
 * <p>Listens on loopback only, prints {@code ready bolt://127.0.0.1:PORT} and ends with its standard input, so that no
 * server outlives the tests that started it (the input closes even when they are killed).
 */
public class Launcher {
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        SocketAddress address = new SocketAddress("127.0.0.1", port);
        DatabaseManagementService server = new DatabaseManagementServiceBuilder(Path.of(args[0]))
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, address)
                .setConfig(BoltConnector.advertised_address, address)
                .setConfig(HttpConnector.enabled, false)
                .setConfig(HttpsConnector.enabled, false)
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                .setConfig(GraphDatabaseSettings.pagecache_memory, 64L * 1024 * 1024)
                .setConfig(GraphDatabaseSettings.track_query_cpu_time, false)
                .build();
        if (!server.database(DEFAULT_DATABASE_NAME).isAvailable(Duration.ofMinutes(2).toMillis())) {
            System.out.println("failed: the database did not start in two minutes");
            System.exit(1);
        }
        System.out.println("ready bolt://" + new InetSocketAddress(address.getHostname(), port).getHostString() + ":" + port);
        System.out.flush();
        while (System.in.read() != -1) {
            continue;
        }
        server.shutdown();
        System.exit(0);
    }
}
