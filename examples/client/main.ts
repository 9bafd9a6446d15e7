import { connect } from "evidentsource-functions/client";
import { connect as connectRest } from "evidentsource-functions/client/rest";
import { tour } from "./tour.js";

const [grpc = "http://localhost:50051", rest = "http://localhost:3000", database = "bank"] =
  process.argv.slice(2);

for (const client of [connect(grpc), connectRest(rest)]) {
  await tour(client, database, (line) => {
    console.log(line);
  });
  client.close();
}
