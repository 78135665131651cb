"""Posts the three parts of a post as its producers do, with the standard library alone.

producer.py URL FORM KIND=TOPIC_OR_STREAM... with a JSON line KIND of fields for each part on standard input;
FORM is kafka, kinesis (Data is an object) or dumped (Data is text that was dumped before).
"""

import datetime
import json
import sys
from urllib.request import Request, urlopen

url, form = sys.argv[1:3]
names = dict(argument.split("=", 1) for argument in sys.argv[3:])


def send(method, path, content_type, body):
    request = Request(url + path, data=body.encode(), method=method)
    request.add_header("Content-Type", content_type)
    with urlopen(request) as response:
        assert response.status == 200, response.status


def fields(part):
    """Date-times as they come out of the database."""
    for name, value in part.items():
        if name in ("timestamp", "date_joined"):
            part[name] = datetime.datetime.fromisoformat(value)
    return part


for kind, part in json.load(sys.stdin).items():
    part = fields(part)
    if form == "kafka":
        body = json.dumps({"records": [{"value": part}]}, default=str)
        send("POST", "/topics/" + names[kind], "application/vnd.kafka.json.v2+json", body)
    else:
        data = part if form == "kinesis" else json.dumps(part, default=str)
        body = {"StreamName": names[kind], "Data": data, "PartitionKey": "a partition key"}
        send("PUT", "/streams/" + names[kind] + "/record", "application/json", json.dumps(body, default=str))
