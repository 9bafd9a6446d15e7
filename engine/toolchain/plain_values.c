/* Follows quickjs.c in the same unit: ways to make and to look at values that its interface does not
 * offer. src/natives/ builds plain JSON with them, and sees what objects consist of. */

_Static_assert(sizeof(JSProperty) == sizeof(JSValue), "properties are copied from a list of values");

/* A string of ASCII characters, which are not looked at again. */
JSValue plain_text(JSContext *ctx, const char *start, size_t length)
{
    JSString *string;
    size_t at = 0;
    if (length == 0)
        return js_empty_string(ctx->rt);
    string = js_alloc_string(ctx, length, 0);
    if (!string)
        return JS_EXCEPTION;
    /* Most texts are short: memcpy would take longer to begin than to copy them. */
    if (length <= 64)
        for (; at + 8 <= length; at += 8)
            memcpy(str8(string) + at, start + at, 8);
    memcpy(str8(string) + at, start + at, length - at);
    str8(string)[length] = '\0';
    return JS_MKPTR(JS_TAG_STRING, string);
}

/* The shape of an object that has just been made of `count` ordinary properties, or NULL where another
 * object could not share it. A hashed shape that somebody else counts never changes. */
JSShape *plain_shape(JSValueConst object, int count)
{
    JSShape *shape = JS_VALUE_GET_OBJ(object)->shape;
    if (!shape->is_hashed || shape->prop_count != count)
        return NULL;
    return js_dup_shape(shape);
}

/* An object of that shape. Takes the values over, also when it fails. */
JSValue plain_object(JSContext *ctx, JSShape *shape, JSValue *values)
{
    return JS_NewObjectFromShape(ctx, js_dup_shape(shape), JS_CLASS_OBJECT, (JSProperty *)values);
}

void plain_shape_free(JSContext *ctx, JSShape *shape)
{
    js_free_shape(ctx->rt, shape);
}

/* Whether a class is constructed as the empty class is: its constructor has the same code, and there are no
 * fields to initialize, which is the only thing that the code looks at. Neither extends another one. */
bool plain_constructor(JSValueConst class, JSValueConst empty)
{
    JSObject *object;
    JSFunctionBytecode *code, *expected;

    if (JS_VALUE_GET_TAG(class) != JS_TAG_OBJECT)
        return false;
    object = JS_VALUE_GET_OBJ(class);
    if (object->class_id != JS_CLASS_BYTECODE_FUNCTION)
        return false;
    code = object->u.func.function_bytecode;
    expected = JS_VALUE_GET_OBJ(empty)->u.func.function_bytecode;
    return !code->is_derived_class_constructor && code->func_kind == expected->func_kind &&
        code->closure_var_count == 1 && expected->closure_var_count == 1 &&
        code->byte_code_len == expected->byte_code_len &&
        memcmp(code->byte_code_buf, expected->byte_code_buf, code->byte_code_len) == 0 &&
        JS_IsUndefined(*object->u.func.var_refs[0]->pvalue);
}

/* Frees the text that a function was compiled from; printed, it is as native ones are. */
void plain_forget_source(JSContext *ctx, JSValueConst function)
{
    JSFunctionBytecode *code;

    if (JS_VALUE_GET_TAG(function) != JS_TAG_OBJECT ||
        JS_VALUE_GET_OBJ(function)->class_id != JS_CLASS_BYTECODE_FUNCTION)
        return;
    code = JS_VALUE_GET_OBJ(function)->u.func.function_bytecode;
    js_free(ctx, code->source);
    code->source = NULL;
    code->source_len = 0;
}

/* Whether the value is an ordinary object whose own keys are some of the names, in their order, and all
 * of them plain data. None of the names may be an array index: those come first, whatever their order. */
bool plain_keys_in_order(JSValueConst value, const JSAtom *names, size_t count)
{
    JSObject *object;
    JSShapeProperty *property, *end;
    size_t at = 0;

    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT)
        return false;
    object = JS_VALUE_GET_OBJ(value);
    if (object->class_id != JS_CLASS_OBJECT)
        return false;
    property = get_shape_prop(object->shape);
    end = property + object->shape->prop_count;
    for (; property < end; property++, at++) {
        if (property->flags != JS_PROP_C_W_E)
            return false;
        while (at < count && names[at] != property->atom)
            at++;
        if (at == count)
            return false;
    }
    return true;
}

/* A property of an ordinary object by its place among the own ones, if it is plain data; its value is not
 * counted. False behind the last one, and for everything else, too. */
bool plain_property(JSValueConst value, size_t at, JSAtom *name, JSValue *held)
{
    JSObject *object;
    JSShapeProperty *property;

    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT)
        return false;
    object = JS_VALUE_GET_OBJ(value);
    if (object->class_id != JS_CLASS_OBJECT || at >= (size_t)object->shape->prop_count)
        return false;
    property = get_shape_prop(object->shape) + at;
    if (property->flags != JS_PROP_C_W_E || property->atom == JS_ATOM_NULL)
        return false;
    *name = property->atom;
    *held = object->prop[at].u.value;
    return true;
}

/* How many own properties an ordinary object has, deleted ones among them; -1 for everything else. */
int plain_count(JSValueConst value)
{
    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT || JS_VALUE_GET_OBJ(value)->class_id != JS_CLASS_OBJECT)
        return -1;
    return JS_VALUE_GET_OBJ(value)->shape->prop_count;
}

/* The value, not counted, of an own property of an ordinary object that is plain data. */
bool plain_own(JSValueConst value, JSAtom name, JSValue *held)
{
    JSProperty *found;
    JSShapeProperty *property;

    if (plain_count(value) < 0)
        return false;
    property = find_own_property(&found, JS_VALUE_GET_OBJ(value), name);
    if (!property || property->flags != JS_PROP_C_W_E)
        return false;
    *held = found->u.value;
    return true;
}

/* Whether neither an object nor anything that it inherits from has the property, without asking a proxy. */
bool plain_lacks(JSValueConst value, JSAtom name)
{
    JSObject *object;

    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT)
        return false;
    for (object = JS_VALUE_GET_OBJ(value); object; object = object->shape->proto)
        if (object->is_exotic || find_own_property1(object, name))
            return false;
    return true;
}

/* Whether the object has that prototype. */
bool plain_inherits(JSValueConst value, JSValueConst prototype)
{
    return JS_VALUE_GET_TAG(value) == JS_TAG_OBJECT && JS_VALUE_GET_TAG(prototype) == JS_TAG_OBJECT &&
        JS_VALUE_GET_OBJ(value)->shape->proto == JS_VALUE_GET_OBJ(prototype);
}

/* The values that an ordinary object of a prototype has under the names, undefined where it has none; the counts
 * stay the object's. False for what `plain_keys_in_order` says no to. */
bool plain_members(JSValueConst value, JSValueConst prototype, const JSAtom *names, size_t count,
                   JSValue *members)
{
    JSObject *object;
    JSShapeProperty *property, *end;
    JSProperty *held;
    size_t at = 0;

    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT)
        return false;
    object = JS_VALUE_GET_OBJ(value);
    if (object->class_id != JS_CLASS_OBJECT || object->shape->proto != JS_VALUE_GET_OBJ(prototype))
        return false;
    property = get_shape_prop(object->shape);
    end = property + object->shape->prop_count;
    for (held = object->prop; property < end; property++, held++, at++) {
        if (property->flags != JS_PROP_C_W_E)
            return false;
        for (; at < count && names[at] != property->atom; at++)
            members[at] = JS_UNDEFINED;
        if (at == count)
            return false;
        members[at] = held->u.value;
    }
    for (; at < count; at++)
        members[at] = JS_UNDEFINED;
    return true;
}

/* Whether the value is an ordinary object of that prototype whose properties are all plain data under texts. */
bool plain_dictionary(JSContext *ctx, JSValueConst value, JSValueConst prototype)
{
    JSObject *object = JS_VALUE_GET_OBJ(value);
    JSShapeProperty *property, *end;

    if (object->class_id != JS_CLASS_OBJECT || object->shape->proto != JS_VALUE_GET_OBJ(prototype))
        return false;
    property = get_shape_prop(object->shape);
    end = property + object->shape->prop_count;
    for (; property < end; property++)
        if (property->flags != JS_PROP_C_W_E || JS_AtomGetKind(ctx, property->atom) != JS_ATOM_KIND_STRING)
            return false;
    return true;
}

/* The elements of an array that has nothing else, and none of them missing. */
bool plain_elements(JSValueConst value, JSValueConst prototype, JSValue **start, size_t *count)
{
    JSObject *object = JS_VALUE_GET_OBJ(value);
    JSValue length;

    if (object->class_id != JS_CLASS_ARRAY || !object->fast_array || object->shape->prop_count != 1 ||
        object->shape->proto != JS_VALUE_GET_OBJ(prototype))
        return false;
    length = object->prop[0].u.value;
    *start = object->u.array.u.values;
    *count = object->u.array.count;
    return JS_VALUE_GET_TAG(length) == JS_TAG_INT && (uint32_t)JS_VALUE_GET_INT(length) == *count;
}

/* An object and its prototypes, and how many properties each has, which says whether they are what they were.
 * Their number, or 0 when there are more than there is room for, or one that answers as it likes. */
size_t plain_prototypes(JSValueConst value, const void **objects, int *counts, size_t room)
{
    JSObject *object = JS_VALUE_GET_OBJ(value);
    size_t at;

    for (at = 0; object; object = object->shape->proto, at++) {
        if (at == room || object->class_id == JS_CLASS_PROXY)
            return 0;
        objects[at] = object;
        counts[at] = object->shape->prop_count;
    }
    return at;
}

/* The bytes that an ArrayBuffer or a typed array has at this moment: buffers shrink, grow and go, and the
 * lengths that a typed array was made with stay as they were. False for everything else, for what is
 * detached or out of bounds, and for what must not be written when it is to be written into. */
bool plain_bytes(JSValueConst value, bool to_write, uint8_t **start, size_t *length)
{
    JSObject *object;
    JSArrayBuffer *buffer;
    size_t offset = 0;

    if (JS_VALUE_GET_TAG(value) != JS_TAG_OBJECT)
        return false;
    object = JS_VALUE_GET_OBJ(value);
    if (object->class_id == JS_CLASS_ARRAY_BUFFER || object->class_id == JS_CLASS_SHARED_ARRAY_BUFFER) {
        buffer = object->u.array_buffer;
        if (buffer->detached)
            return false;
        *length = buffer->byte_length;
    } else {
        if (!is_typed_array(object->class_id) || typed_array_is_oob(object))
            return false;
        buffer = object->u.typed_array->buffer->u.array_buffer;
        offset = object->u.typed_array->offset;
        *length = (size_t)object->u.array.count << typed_array_size_log2(object->class_id);
    }
    if (to_write && buffer->immutable)
        return false;
    if (offset > (size_t)buffer->byte_length || *length > (size_t)buffer->byte_length - offset)
        return false;
    *start = buffer->data + offset;
    return true;
}

/* Takes the first waiting job away and runs it; false if there is none. Callbacks of a
 * FinalizationRegistry are not run: when an object is collected depends on what other calls have done. */
bool plain_run_job(JSContext *ctx)
{
    JSRuntime *rt = ctx->rt;
    JSJobEntry *job;
    int at;

    if (list_empty(&rt->job_list))
        return false;
    job = list_entry(rt->job_list.next, JSJobEntry, link);
    list_del(&job->link);
    if (job->job_func != js_finrec_job)
        JS_FreeValue(ctx, job->job_func(ctx, job->argc, vc(job->argv)));
    for (at = 0; at < job->argc; at++)
        JS_FreeValue(ctx, job->argv[at]);
    js_free(ctx, job);
    return true;
}

/* Takes all waiting jobs away. What they held is freed, which may leave callbacks behind. */
void plain_drop_jobs(JSContext *ctx)
{
    JSRuntime *rt = ctx->rt;
    JSJobEntry *job;
    int at;

    while (!list_empty(&rt->job_list)) {
        job = list_entry(rt->job_list.next, JSJobEntry, link);
        list_del(&job->link);
        for (at = 0; at < job->argc; at++)
            JS_FreeValue(ctx, job->argv[at]);
        js_free(ctx, job);
    }
}

/* QuickJS asks whether it should go on when this many steps have been taken; 0 for the next one. */
void plain_ask_after(JSContext *ctx, int steps)
{
    ctx->interrupt_counter = steps;
}

/* How many bytes JavaScript has. */
size_t plain_allocated(JSContext *ctx)
{
    return ctx->rt->malloc_state.malloc_size;
}
