# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Names, numbers and texts that nobody else has, and how each could be written in a file.
"""Made by chance for each run, so that two runs on one machine do not find each other's."""
import random
import string
import struct
import zlib

SURNAMES = (('申屠', 'shen', 'tu'), ('端木', 'duan', 'mu'), ('淳于', 'chun', 'yu'), ('司徒', 'si', 'tu'), ('欧阳', 'ou', 'yang'),
            ('上官', 'shang', 'guan'))
GIVEN = (('漪', 'yi'), ('苒', 'ran'), ('鸢', 'yuan'), ('珀', 'po'), ('棣', 'di'), ('缇', 'ti'),
         ('禾', 'he'), ('谧', 'mi'), ('霖', 'lin'), ('榕', 'rong'), ('橙', 'cheng'), ('砚', 'yan'), ('蓓', 'bei'),
         ('翎', 'ling'), ('榆', 'yu'), ('槐', 'huai'), ('霁', 'ji'), ('笛', 'di'), ('柠', 'ning'), ('棋', 'qi'))
RARE = '壑岫崦嶂巅澍濯瀑瀚灏炀烜焱煦熠燧牖犁狩猗玦琚琮瑭璇瓯甑畹皑睿瞿砥磬祺禊秫稷穗窈笃筠箬簌'
# Everything that is searched but the office itself: hidden in a store its own key is no way to write it.
CHARSETS = ('utf-8', 'utf-16-le', 'utf-16-be', 'gb18030')
chance = random.SystemRandom()


class Person:
    def __init__(self, id_number, surname, given):
        self.name = surname[0] + ''.join(letter for letter, _sound in given)
        sounds = [*surname[1:], *(sound for _letter, sound in given)]
        self.sounds = ''.join(sounds)
        self.initials = ''.join(sound[0] for sound in sounds)
        self.birth = f'{chance.randrange(1936, 1960)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}'
        self.number = id_number('210102', self.birth.replace('-', ''), chance.randrange(1000))
        self.phone = f'139{chance.randrange(10 ** 8):08}'
        self.address = f'{make_words(4)}巷{chance.randrange(100, 1000)}号'

    def row(self, household):
        return f'{household},{self.name},户主,{self.birth},{self.number},{self.phone},{self.address}'

    def plants(self):
        return {'name': self.name, 'sounds': self.sounds, 'number': self.number, 'phone': self.phone,
                'address': self.address}


def make_words(n_letters):
    return ''.join(chance.sample(RARE, n_letters))


def make_ascii():
    return ''.join(chance.sample(string.ascii_lowercase, 9))


def make_photo(path, words):
    """A PNG whose comment and whose EXIF hold the words."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    text = words.encode()
    # One entry, the description of the picture, whose text lies behind the directory.
    exif = b'MM\0*\0\0\0\x08\0\1' + struct.pack('>HHII', 0x010E, 2, len(text) + 1, 26) + bytes(4) + text + b'\0'
    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 64, 48, 8, 0, 0, 0, 0))
                   + chunk(b'tEXt', b'Comment\0' + text) + chunk(b'eXIf', exif)
                   + chunk(b'IDAT', zlib.compress((b'\0' + bytes(64)) * 48)) + chunk(b'IEND', b''))


def escape(text):
    """As addresses, logs and settings write what is not ASCII."""
    utf8 = text.encode()
    yield ''.join(chr(byte) if chr(byte).isalnum() and byte < 128 else f'%{byte:02X}' for byte in utf8)
    yield ''.join(chr(byte) if 32 <= byte < 127 else f'\\{byte:03o}' for byte in utf8)
    yield ''.join(letter if ord(letter) < 128 else f'\\u{ord(letter):04x}' for letter in text)


def forms(text):
    """The ways in which it could lie somewhere, ASCII in small letters."""
    found = {text.encode(charset) for charset in CHARSETS} | {form.encode() for form in escape(text)}
    if text.isdigit() and len(text) == 11:  # a phone number is also written in groups
        found |= {mark.join((text[:3], text[3:7], text[7:])).encode() for mark in ' -'}
    return {form.lower() for form in found}


class Plants:
    """What must not be found, by what it is."""

    def __init__(self, id_number):
        # No two share a part of a name: what finds one finds nobody else.
        given = chance.sample(GIVEN, 2 * len(SURNAMES))
        self.people = [Person(id_number, surname, given[2 * number:2 * number + 2])
                       for number, surname in enumerate(chance.sample(SURNAMES, len(SURNAMES)))]
        self.worker = make_words(4)
        self.office = make_words(4)
        self.passphrase = f'{make_ascii()} {make_ascii()} {chance.randrange(1000, 10000)} {make_ascii()}'
        self.problem = make_words(8)
        self.narratives = [make_words(8) for _narrative in range(3)]
        self.draft = make_words(8)
        self.words = [make_words(6) for _place in range(3)]
        self.file_name = make_ascii()
        self.in_photo = make_words(6)
        self.all = {'the office': self.office, 'the worker': self.worker, 'the passphrase': self.passphrase,
                    'the problem of a case': self.problem, 'a draft': self.draft, 'the name of a file': self.file_name,
                    'the comment of a photo': self.in_photo}
        for number, person in enumerate(self.people):
            self.all.update({f'the {what} of person {number}': plant for what, plant in person.plants().items()})
        for number, text in enumerate(self.narratives):
            self.all[f'narrative {number}'] = text
        for number, text in enumerate(self.words):
            self.all[f'words {number}'] = text
        self.forms = {what: forms(text) for what, text in self.all.items()}

    def register(self, people, first):
        rows = ['户号,姓名,与户主关系,出生日期,身份证号,联系电话,住址']
        rows += [person.row(f'H{number}') for number, person in enumerate(people, first)]
        return '\r\n'.join(rows) + '\r\n'

    def find_in(self, content):
        """What of it stands in these bytes; never the plant itself, which would be in the next log then."""
        content = content.lower()
        return sorted(what for what, found in self.forms.items() if any(form in content for form in found))
