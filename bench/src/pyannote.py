# The numbers that pyannote.core has of who spoke when. Reads the segments from the first line, and
# measures once for each line that follows.
import json
import sys
import time

from pyannote.core import Annotation, Segment


def annotation(segments):
    made = Annotation()
    for track, (who, start, end) in enumerate(segments):
        made[Segment(start, end), track] = who
    return made


def numbers(read):
    timeline = read.get_timeline()
    people = dict(read.chart())
    return {
        "airtime_s": people,
        "share": dict(read.chart(percent=True)),
        "turns": {who: len(read.label_timeline(who)) for who in people},
        "speech_s": timeline.support().duration(),
        "silence_s": timeline.gaps().duration(),
        "observed_s": timeline.extent().duration,
    }


segments = json.loads(sys.stdin.readline())
for _ in sys.stdin:
    start = time.perf_counter()
    read = annotation(segments)
    built = time.perf_counter()
    told = numbers(read)
    counted = time.perf_counter()
    told["overlap_s"] = read.get_overlap().duration()
    end = time.perf_counter()
    millis = lambda span: span * 1000
    times = {"build": millis(built - start), "count": millis(counted - built), "overlap": millis(end - counted)}
    print(json.dumps({"told": told, "times": times}), flush=True)
