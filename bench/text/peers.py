"""Trains and asks the peers of the text classifier on one split.

    peers.py TRAIN.tsv TEST.tsv ROUNDS

Both files hold a label, a tab and a message on each line. Prints JSON: for
each peer its accuracy (a share), the best of ROUNDS training times (seconds
by the clock, and of the processors), the best asking time (microseconds of
processor a message, all messages in one call), and the size of its model on
disk (bytes).
"""
import json
import os
import pickle
import sys
import tempfile
import time

import fasttext
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC


def read(path):
    with open(path, encoding="utf-8") as lines:
        pairs = [line.rstrip("\n").split("\t", 1) for line in lines]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def best(rounds, work):
    """The result of the last round and the shortest times of all, by the
    clock and of the processors."""
    clock = processors = float("inf")
    for _ in range(rounds):
        start, start_processors = time.perf_counter(), time.process_time()
        result = work()
        clock = min(clock, time.perf_counter() - start)
        processors = min(processors, time.process_time() - start_processors)
    return result, clock, processors


def measure(train, ask, size, labels, rounds):
    model, training, processors = best(rounds, train)
    answers, _, asking = best(3, lambda: ask(model))
    right = sum(answer == label for answer, label in zip(answers, labels))
    return {
        "accuracy": right / len(labels),
        "trainingSeconds": training,
        "processorSeconds": processors,
        "microseconds": asking / len(labels) * 1e6,
        "bytes": size(model),
    }


def scikit_learn(train_labels, train_texts, labels, texts, rounds):
    def train():
        # Of four such settings the best on the four sets taken together.
        features = make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        )
        return make_pipeline(features, LinearSVC(C=1.0)).fit(train_texts, train_labels)

    return measure(train, lambda model: model.predict(texts), lambda model: len(pickle.dumps(model)), labels, rounds)


def fast_text(train_labels, train_texts, labels, texts, rounds):
    numbers = {label: str(index) for index, label in enumerate(sorted(set(train_labels)))}
    names = {"__label__" + number: label for label, number in numbers.items()}
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "train.txt")
        with open(source, "w", encoding="utf-8") as out:
            for label, text in zip(train_labels, train_texts):
                out.write(f"__label__{numbers[label]} {text.lower()}\n")

        def train():
            return fasttext.train_supervised(
                # Few messages need many passes.
                source, wordNgrams=2, minn=2, maxn=5, epoch=max(50, 400_000 // len(train_texts)), lr=1.0,
                dim=100, bucket=200_000,
                thread=os.cpu_count(), verbose=0)

        def ask(model):
            found, _ = model.predict([text.lower() for text in texts])
            return [names[one[0]] for one in found]

        def size(model):
            path = os.path.join(folder, "model.bin")
            model.save_model(path)
            return os.path.getsize(path)

        return measure(train, ask, size, labels, rounds)


if __name__ == "__main__":
    train_labels, train_texts = read(sys.argv[1])
    labels, texts = read(sys.argv[2])
    rounds = int(sys.argv[3])
    print(json.dumps({
        "scikit-learn": scikit_learn(train_labels, train_texts, labels, texts, rounds),
        "fastText": fast_text(train_labels, train_texts, labels, texts, rounds),
    }))
